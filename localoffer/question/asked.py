"""The address as an object: what was asked, as typed. `to_args` is the inverse."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from localoffer.errors import TooLongError

FACETS = (
    "topic", "need", "age", "access", "delivered", "cost", "day", "diagnosis", "plan",
    "provider", "interpreter",
)  # fmt: skip
SORTS = ("near", "title", "checked")
LONGEST_TEXT = 800  # characters; the box on the page takes no more
LONGEST_VALUE = 80
MOST_VALUES = 40
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
LONE = re.compile(r"[\ud800-\udfff]")


def tidy(text: str, longest: int) -> str:
    """Return text on one line without control characters, cut to a length."""
    seen = LONE.sub("\N{REPLACEMENT CHARACTER}", HIDDEN.sub(" ", text))
    return " ".join(seen.split())[:longest].strip()


@dataclass(frozen=True)
class Asked:
    """A question: words, filters, a place, and what to ignore of what is read."""

    text: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    near: str = ""
    within: int | None = None
    drop: tuple[str, ...] = ()
    exact: bool = False
    page: int = 1
    sort: str = ""

    @classmethod
    def read(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Return what a query string asks; TooLongError when its text is too long."""
        kept = list(pairs)
        if any(name == "q" and len(value) > LONGEST_TEXT for name, value in kept):
            message = "The question is too long."
            raise TooLongError(message)
        return cls.from_args(kept)

    @classmethod
    def from_args(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Return what the pairs of a query string ask; `page` is 0 when it is none."""
        first: dict[str, str] = {}
        facets: set[tuple[str, str]] = set()
        drop: set[str] = set()
        for name, value in pairs:
            tidied = tidy(value, LONGEST_VALUE)
            if name in FACETS and tidied:
                facets.add((name, tidied))
            elif name == "drop" and tidied:
                drop.add(tidied)
            else:
                first.setdefault(name, value)
        return cls(
            text=tidy(first.get("q", ""), LONGEST_TEXT),
            facets=tuple(sorted(facets)[:MOST_VALUES]),
            near=tidy(first.get("near", ""), LONGEST_VALUE),
            within=_whole(first.get("within", ""), 1, 200),
            drop=tuple(sorted(drop)[:MOST_VALUES]),
            exact=first.get("exact") == "1",
            page=_page(first.get("page", "1")),
            sort=first.get("sort", "") if first.get("sort", "") in SORTS else "",
        )

    def to_args(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of the query string that asks this."""
        single = (
            ("q", self.text),
            *self.facets,
            ("near", self.near),
            ("within", "" if self.within is None else str(self.within)),
            *(("drop", value) for value in self.drop),
            ("exact", "1" if self.exact else ""),
            ("sort", self.sort),
            ("page", "" if self.page == 1 else str(self.page)),
        )
        return tuple((name, value) for name, value in single if value)

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values asked for in one facet."""
        return tuple(value for name, value in self.facets if name == facet)

    def with_facet(self, name: str, value: str) -> Self:
        """Return the question with one filter more, on the first page."""
        facets = tuple(sorted({*self.facets, (name, value)}))
        return replace(self, facets=facets, page=1)

    def without_facet(self, name: str, value: str) -> Self:
        """Return the question with one filter less, on the first page."""
        facets = tuple(pair for pair in self.facets if pair != (name, value))
        return replace(self, facets=facets, page=1)

    def without(self, kind: str, value: str) -> Self:
        """Return the question with one thing read from its text ignored."""
        drop = tuple(sorted({*self.drop, f"{kind}:{value}"}))
        return replace(self, drop=drop, page=1)

    def on_page(self, page: int) -> Self:
        """Return the question at another page of its results."""
        return replace(self, page=page)


def _whole(text: str, least: int, most: int) -> int | None:
    if not re.fullmatch(r"[0-9]{1,6}", text.strip()):
        return None
    return min(max(int(text), least), most)


def _page(text: str) -> int:
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,6}", text.strip()) else 0
