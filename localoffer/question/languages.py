"""Which language a question is written in, and what it is about in that language."""

import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from localoffer.content.vocabulary import Tongue
from localoffer.question.topics import Said, TopicIndex, TopicMatch
from localoffer.question.words import Token, tokens

STEM_LETTERS = 6  # of a Latin word; endings differ more than beginnings
BETWEEN = 2  # words between those of a phrase of harm
CRISIS = "crisis"  # the topic that phrases of harm speak for too
LEAST_PART = 0.5  # of the words that must be the language's own
# Letters that Urdu has and Arabic has not.
URDU_LETTERS = frozenset("ٹڈڑںےہگچپکیھ")
SCRIPTS = {
    "BENGALI": "bn",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "CJK": "zh",
    "ARABIC": "ar",
}


# Accents, Arabic vowel marks and hamzas, joiners: what people leave out.
LEFT_OUT = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d]")
# Letters that keyboards exchange: Polish l; the Arabic and Urdu forms of one letter.
SAME = str.maketrans({"ł": "l", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه"})


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Return a word without accents or vowel marks that people leave out."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    bare = LEFT_OUT.sub("", apart).translate(SAME)
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in bare
    )


def foreign_stem(word: str) -> str:
    """Return what the forms of a word share."""
    bare = plain(word)
    if bare.isascii():
        return bare[:STEM_LETTERS]
    return bare.removeprefix("ال") if len(bare) > 4 else bare


def pieces(text: str) -> tuple[Token, ...]:
    """Return the words of a text; of Chinese, each two signs that stand together."""
    found: list[Token] = []
    for token in tokens(text):
        if _script(token.word) != "CJK" or len(token.word) < 3:
            found.append(token)
            continue
        found += [
            Token(text[at : at + 2], at, at + 2)
            for at in range(token.start, token.end - 1)
        ]
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Language:
    """A language other than English: its words, and its phrases by topic."""

    code: str
    name: str
    words: frozenset[str]
    topics: TopicIndex
    harm: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, tongue: Tongue) -> "Language":
        """Return the language of a file of words."""
        topics = dict(tongue.topics)
        topics[CRISIS] = (*topics.get(CRISIS, ()), *tongue.harm)
        cut = {
            text: tuple(foreign_stem(piece.word) for piece in pieces(text))
            for texts in topics.values()
            for text in texts
        }
        said = [
            Said(slug, cut[text]) for slug, texts in topics.items() for text in texts
        ]
        common = {foreign_stem(t.word) for text in tongue.common for t in tokens(text)}
        spoken = " . ".join((*tongue.common, *cut))
        words = {plain(token.word) for token in tokens(spoken)}
        return cls(
            tongue.language,
            tongue.name,
            frozenset(words),
            TopicIndex.of_said(said, frozenset(common)),
            tuple(_harm(text) for text in tongue.harm),
        )

    def match(self, words: Sequence[Token]) -> list[TopicMatch]:
        """Return the topics a question in this language is about."""
        return self.topics.match(words, foreign_stem)

    def holds_harm(self, words: Sequence[Token], own: Container[str]) -> bool:
        """Say whether a phrase of harm stands there, with little between its words.

        At least one of its words must be among `own`, which are not English too.
        """
        stems = [foreign_stem(token.word) for token in words]
        telling = [token.word in own for token in words]
        return any(
            any(telling[at] for at in run)
            for parts in self.harm
            for first in range(len(stems))
            if (run := _run(parts, stems, first))
        )


def _harm(text: str) -> tuple[str, ...]:
    """Return a phrase's stems; `zabi*` stays open, and stands for any ending."""
    return tuple(
        foreign_stem(token.word) + ("*" if text.startswith("*", token.end) else "")
        for token in pieces(text)
    )


def _run(parts: Sequence[str], stems: Sequence[str], first: int) -> tuple[int, ...]:
    """Return where each part of a phrase stands that begins at `first`, or nothing."""
    run: list[int] = []
    for at in range(first, min(first + len(parts) + BETWEEN, len(stems))):
        if _is_form(parts[len(run)], stems[at]):
            run.append(at)
            if len(run) == len(parts):
                return tuple(run)
        elif not run:
            break
    return ()


def _is_form(part: str, stem: str) -> bool:
    return stem.startswith(part[:-1]) if part.endswith("*") else stem == part


def recognise(
    words: Sequence[Token],
    languages: Callable[[], Sequence[Language]],
    is_english: Callable[[str], bool],
) -> Language | None:
    """Return the language a question is written in; None for English or unknown.

    The languages are asked for only when a word is not English.
    Words that are English too never tell: "DLA" is a benefit, and Polish for "for".
    """
    for token in words:
        code = SCRIPTS.get(_script(token.word))
        if code is not None:
            code = "ur" if _is_urdu(words, code) else code
            return next((one for one in languages() if one.code == code), None)
    plains = [plain(token.word) for token in words if token.word.isalpha()]
    foreign = [word for word in plains if not is_english(word)]
    if not foreign:
        return None
    shares = [
        (sum(word in language.words for word in plains) / len(plains), language)
        for language in languages()
        if any(word in language.words for word in foreign)
    ]
    best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= LEAST_PART else None


def _is_urdu(words: Sequence[Token], code: str) -> bool:
    return code == "ar" and any(URDU_LETTERS & set(token.word) for token in words)


def _script(word: str) -> str:
    for sign in word:
        name = unicodedata.name(sign, "")
        if not sign.isascii() and sign.isalpha():
            return name.split(" ")[0].split("-")[0]
    return ""
