"""The notice before a comment is sent: what in it may tell who somebody is. Pure.

It is shown once, and once more if new parts were written since: never more often. The
form carries what was shown, so that nothing is kept before she sends it for good.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from localoffer.feedback.model import Said
from localoffer.feedback.risks import risks

MOST = 2  # notices for one form
MOST_SHOWN = 12  # parts that a notice names
LONGEST_SHOWN = 60  # characters of a part


@dataclass(frozen=True)
class Part:
    """A part of the text: what it looks like, its words, and the prompt it is in."""

    kind: str
    words: str
    prompt: str


@dataclass(frozen=True)
class Notice:
    """What is shown. `seen` is what the form carries back."""

    parts: tuple[Part, ...]
    seen: str


def notice_of(said: Said, seen: str) -> Notice | None:
    """Return the notice to show, None when there is nothing new to tell."""
    parts = {_mark(part): part for part in _parts(said)}
    shown = [marks for marks in seen.split("/") if marks]
    known = {mark for marks in shown for mark in marks.split(".")}
    if not set(parts) - known or len(shown) >= MOST:
        return None
    marks = ".".join(parts)
    return Notice(tuple(parts.values())[:MOST_SHOWN], "/".join([*shown, marks]))


def _parts(said: Said) -> Iterator[Part]:
    for prompt, text in said:
        for risk in risks(text):
            words = text[risk.start : risk.end][:LONGEST_SHOWN]
            yield Part(risk.kind, words, prompt)


def _mark(part: Part) -> str:
    return hashlib.sha256(f"{part.kind}\0{part.words}".encode()).hexdigest()[:8]
