"""Public words beside what was said: what is risky in them is marked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from localoffer.feedback.risks import Risk, risks
from localoffer.question.lexicon import Lexicon
from localoffer.question.placenames import read_place
from localoffer.review.model import Case, Wording

FEW = 5  # comments about a topic in a month; fewer may point at one family
MOST_PLACES = 8  # looked for in one text
# What stands in the place of what is taken out.
INSTEAD = {
    "name": "[name]",
    "phone": "[phone number]",
    "email": "[e-mail address]",
    "birth": "[date of birth]",
    "nhs": "[NHS number]",
    "postcode": "[postcode]",
}
Piece = tuple[str, Risk | None]


@dataclass(frozen=True)
class Pane:
    """One prompt in one language: what was said, and the public words."""

    prompt: str
    language: str
    said: tuple[Piece, ...]
    words: str
    risky: tuple[tuple[str, str, str], ...]  # (what to press, kind, words)
    is_first: bool

    @property
    def name(self) -> str:
        """Return the name of its box."""
        return f"words-{self.prompt}-{self.language}"


def pane(
    found: Case,
    prompt: str,
    said: str,
    language: str,
    find: Callable[[str], tuple[Risk, ...]],
) -> Pane:
    """Return a pane; its words are what was said until somebody has reworded it."""
    kept = {(w.prompt, w.language): w.text for w in found.wordings}
    is_own = language == found.line.language
    words = kept.get((prompt, language), said if is_own and not kept else "")
    risky = [
        (f"{prompt}-{language}-{at}", risk.kind, words[risk.start : risk.end])
        for at, risk in enumerate(find(words))
    ]
    return Pane(
        prompt=prompt,
        language=language,
        said=tuple(pieces(said, find(said))) if is_own else (),
        words=words,
        risky=tuple(risky),
        is_first=is_own,
    )


def pieces(text: str, found: Iterable[Risk]) -> Iterable[Piece]:
    """Yield a text in pieces, each with the risk that it is, or None."""
    at = 0
    for risk in found:
        if risk.start > at:
            yield text[at : risk.start], None
        yield text[risk.start : risk.end], risk
        at = risk.end
    if at < len(text):
        yield text[at:], None


def without(wording: Wording, pressed: str) -> Wording:
    """Return a wording with the pressed thing taken out of it; `all` takes everything.

    What is pressed is named by prompt, language and its place among the risks.
    """
    found = risks(wording.text)
    own = f"{wording.prompt}-{wording.language}-"
    chosen = [risk for at, risk in enumerate(found) if pressed in {"all", f"{own}{at}"}]
    text = wording.text
    for risk in reversed(chosen):
        text = text[: risk.start] + INSTEAD[risk.kind] + text[risk.end :]
    return replace(wording, text=text)


def place_named(found: Case, lexicon: Lexicon) -> str | None:
    """Return the first place inside the area that the public words name, or None."""
    words = " ".join(wording.text for wording in found.wordings)
    for _ in range(MOST_PLACES):
        read = read_place(words, lexicon.gazetteer, lexicon.near)
        if read is None:
            return None
        spot, name, said = read
        if spot.kind != "area":
            return name
        words = words.replace(said, " ")
    return None


def month_of(found: Case) -> tuple[datetime, datetime]:
    """Return the beginning and the end (UTC) of the month a comment came in.

    The month is always published: with few comments about a topic in it, a place in
    the words may tell who it was.
    """
    at = found.line.created_at
    first = datetime(at.year, at.month, 1, tzinfo=UTC)
    return first, (first + timedelta(days=32)).replace(day=1)
