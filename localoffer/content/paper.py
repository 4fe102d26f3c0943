"""Lists of area.yaml checked against the entries: paper, short words, who can act."""

from collections.abc import Iterator
from difflib import get_close_matches

from localoffer.content.fields import Contact
from localoffer.content.library import Library
from localoffer.content.model import Service
from localoffer.content.problems import Problem

SHOWN = {"public", "unlisted"}


def paper_problems(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the paper copy, the short addresses and the lists."""
    yield from _paper_copy(library)
    yield from _short(library)
    yield from _unknown(library, "starter", library.area.starter)
    yield from _unknown(library, "own_case", library.area.own_case)
    yield from _without_a_word(library)


def _problem(field: str, wrong: str, write: str) -> Problem:
    return Problem("area.yaml", 1, field, wrong, write)


def _shown(library: Library) -> list[str]:
    return [e.slug for e in library.entries if e.record.visibility in SHOWN]


def _unknown(library: Library, field: str, slugs: tuple[str, ...]) -> Iterator[Problem]:
    names = _shown(library)
    for slug in slugs:
        if slug not in names:
            near = get_close_matches(slug, names, 1, cutoff=0.5)
            write = f"Did you mean `{near[0]}`?" if near else "Use a name that exists."
            yield _problem(field, f"there is no `{slug}`", write)


def _paper_copy(library: Library) -> Iterator[Problem]:
    """Hold the number to ring to the entry that gives it."""
    copy = library.area.paper_copy
    if copy is None:
        return
    entries = {entry.slug: entry.record for entry in library.entries}
    service = entries.get(copy.entry)
    own = service.contact if isinstance(service, Service) else None
    rings = {number.number for number in (own or Contact()).phones}
    if copy.number.number not in rings:
        wrong = f"`{copy.entry}` does not give this number"
        yield _problem("paper_copy", wrong, "Name the entry that gives it.")


def _short(library: Library) -> Iterator[Problem]:
    short = library.area.short
    yield from _unknown(library, "short", tuple(s.entry for s in short))
    words = [s.word for s in short]
    for word in sorted({word for word in words if words.count(word) > 1}):
        wrong = f"the short address `{word}` is there twice"
        yield _problem("short", wrong, "Give one of the two another word.")


def _without_a_word(library: Library) -> Iterator[Problem]:
    """Ask for a word for each guide that families are shown: handouts print it."""
    area = library.area
    for entry in library.entries:
        is_listed = entry.kind == "guide" and entry.record.visibility == "public"
        if area.short and is_listed and area.word_of(entry.slug) is None:
            wrong = f"the guide `{entry.slug}` has no short address"
            write = f"Add `{{word: …, entry: {entry.slug}}}` below `short`."
            yield _problem("short", wrong, write)
