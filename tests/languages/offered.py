"""The languages that the site offers, English first, and how to tell them apart."""

import re
from functools import cache
from unicodedata import category

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

LANGUAGES = ("en", "ar", "bn", "pl", "pt", "ro", "so", "ur")
RIGHT_TO_LEFT = {"ar", "ur"}
OTHER_LETTERS = {"ar", "bn", "ur"}
KNOWN = {
    "en": Language.ENGLISH, "ar": Language.ARABIC, "bn": Language.BENGALI,
    "pl": Language.POLISH, "pt": Language.PORTUGUESE, "ro": Language.ROMANIAN,
    "so": Language.SOMALI, "ur": Language.URDU,
}  # fmt: skip
ENOUGH = 25  # letters by which a language can be told
BRACKETS = re.compile(r"\([^)]*\)|%\(\w+\)s|<[^>]+>|\[[^\]]*\]")
MARKED = re.compile(r'<bdi lang="en-GB">.*?</bdi>|”[a-z ]+“')
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-z][\w'’&./-]*")


@cache
def detector() -> LanguageDetector:
    """Return what tells these languages apart."""
    return LanguageDetectorBuilder.from_languages(*KNOWN.values()).build()


def told(text: str, code: str, names: re.Pattern[str], english: str = "") -> str | None:
    """Return the language a text is in; None where it is too short to tell.

    Left out are names, what stands in brackets or is marked as English, and the words
    that it shares with its English; where nothing else is left, it is English.
    """
    rest = names.sub(" ", BRACKETS.sub(" ", MARKED.sub(" ", text)))
    shared = set(WORD.findall(english))
    own = WORD.sub(lambda m: " " if m[0] in shared else m[0], rest)
    if code in OTHER_LETTERS:
        own = LATIN.sub(" ", own)
    if not _letters(own):
        return "en" if len(_letters(rest)) > ENOUGH else None
    if len(_letters(own)) <= ENOUGH:
        return None
    found = detector().detect_language_of(own)
    return next((c for c, language in KNOWN.items() if language == found), None)


def _letters(text: str) -> str:
    """Return the letters of a text, the marks that are part of some with them."""
    return "".join(sign for sign in text if category(sign)[0] in "LM")


def names_in(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds names in a text, the longest first."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in longest_first))
