"""A parent's own list, as the address carries it: no account and no cookie."""

import re
from dataclasses import dataclass
from typing import Self

from localoffer.question.asked import tidy

MOST_SAVED = 100  # entries; a longer address is cut by some phones and printers
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 60  # characters of an unknown name that are shown again


@dataclass(frozen=True)
class SavedList:
    """What a `s=` names, in its order, each once; `is_cut` when it named too many."""

    names: tuple[str, ...] = ()
    is_cut: bool = False

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the list that an address carries; nonsense is kept to be named."""
        parts = (tidy(part, LONGEST_NAME) for part in text.split(","))
        names = tuple(dict.fromkeys(part for part in parts if part))
        return cls(names[:MOST_SAVED], len(names) > MOST_SAVED)

    @property
    def slugs(self) -> tuple[str, ...]:
        """Return the names that may be an entry's."""
        return tuple(name for name in self.names if SLUG.fullmatch(name))

    @property
    def text(self) -> str:
        """Return what `read` makes this list of."""
        return ",".join(self.slugs)

    def with_one(self, slug: str) -> Self:
        """Return the list with an entry at its end."""
        return type(self).read(",".join((*self.slugs, slug)))

    def without(self, slug: str) -> Self:
        """Return the list without an entry."""
        return type(self)(tuple(name for name in self.slugs if name != slug))
