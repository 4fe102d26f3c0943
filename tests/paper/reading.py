"""Reads what a PDF says: its words, bookmarks, letters' sizes and codes."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import segno
from pypdf import PageObject, PdfReader

RUN = re.compile(r"^(\d+) (\d+\.5) m\n(\d+) \2 l$", re.MULTILINE)
Runs = tuple[tuple[int, float, int], ...]


def catalogue_of(reader: PdfReader) -> Any:
    """Return what a PDF says of itself as a whole."""
    return reader.trailer["/Root"]


def words_of(page: PageObject) -> str:
    """Return a page's words, single spaces between them."""
    # Letters joined into one, and spaces that do not break, are their plain selves.
    return " ".join(unicodedata.normalize("NFKC", page.extract_text()).split())


def bookmarks(reader: PdfReader) -> Iterator[tuple[int, str, int]]:
    """Yield depth from 0, words and page from 0 of each bookmark."""

    def walk(items: list[Any], depth: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                page = reader.get_destination_page_number(item)
                yield depth, str(item.title), -1 if page is None else page

    yield from walk(reader.outline, 0)


def sizes_of(page: PageObject) -> set[float]:
    """Return the sizes of a page's letters, in points."""
    found: set[float] = set()

    def see(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * tm[3] * cm[3]), 1))

    page.extract_text(visitor_text=see)
    return found


def codes_of(page: PageObject) -> list[Runs]:
    """Return each code drawn on a page: its dark runs from left to right, downwards."""
    contents = page.get_contents()
    assert contents is not None
    drawn = contents.get_data().decode("latin-1")
    codes: list[list[tuple[int, float, int]]] = []
    for match in RUN.finditer(drawn):
        run = (int(match[1]), float(match[2]), int(match[3]))
        if not codes or run[1] < codes[-1][-1][1]:
            codes.append([])
        codes[-1].append(run)
    return [tuple(code) for code in codes]


def code_for(address: str, border: int = 4) -> Runs:
    """Return the dark runs of an address's code."""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    runs = []
    for row, line in enumerate(code.matrix):
        text = "".join("#" if dark else " " for dark in line)
        for match in re.finditer("#+", text):
            first, last = match.span()
            runs.append((first + border, row + border + 0.5, last + border))
    return tuple(runs)
