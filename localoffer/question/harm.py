"""Says whether a text holds words of harm, in whichever language."""

from localoffer.question.languages import Language, pieces
from localoffer.question.lexicon import Lexicon


def urgent_language(text: str, lexicon: Lexicon) -> str | None:
    """Return the language of a text's words of harm, or None when it holds none.

    Any text will do, a comment of many lines too.
    """
    return harm_in(text, lexicon.language_of(pieces(text)), lexicon)


def harm_in(text: str, spoken: Language | None, lexicon: Lexicon) -> str | None:
    """Return the same for a text whose language is known; None stands for English.

    What a parent drops, or asks exactly, changes nothing here.
    """
    # Slips are mended in English only: other languages' words would be taken for some.
    is_english = lexicon.speller.speaks if spoken is None else _any
    if lexicon.alarm.holds(text, is_english):
        return spoken.code if spoken else "en"
    return lexicon.harm_language(text, spoken)


def _any(_: str) -> bool:
    return True
