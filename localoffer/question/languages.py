"""Which language a question is written in, and what it is about in that language."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from localoffer.content.vocabulary import CRISIS, Tongue
from localoffer.question.topics import Said, TopicIndex, TopicMatch
from localoffer.question.words import WORD, Token, fold, tokens

STEM_LETTERS = 6  # of a Latin word; endings differ more than beginnings
STEM_SIGNS = 4  # letters of a word in another script, its vowel signs not counted
ANOTHER_FORM = 0.9  # what a word's other form shows; neighbours share beginnings
BETWEEN = 2  # words between those of a phrase of harm
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


# Accents, Arabic vowel marks and hamzas, the Bengali nasal sign, joiners: what
# people leave out.
LEFT_OUT = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0981\u200c\u200d]"
)
# Letters that keyboards and hurried people exchange: Polish l; the Arabic and Urdu
# forms of one letter; long and short vowels in Bengali and Gujarati.
SAME = str.maketrans(
    {"ł": "l", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه"}
    | {"ঈ": "ই", "ী": "ি", "ঊ": "উ", "ূ": "ু", "ઈ": "ઇ", "ી": "િ", "ઊ": "ઉ", "ૂ": "ુ"}
)
# The Arabic article, alone or with "in" or "to" before it; "adult" only looks like it.
ARTICLE = re.compile("^(?:ال|بال(?!غ)|لل)(?=.{3})")
# A letter of Bengali, Gujarati or Tamil carries marks; those of the last say its form.
STEM = re.compile(rf"\w(?:\W*\w){{{STEM_SIGNS - 1}}}")
# French: l'école, d'aide, qu'il. The words stand apart.
ELISION = re.compile(r"\b([cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
APART = r"\1 "
# Chinese stands without spaces, beside "EHCP" too.
RUN = re.compile(
    "[\u3400-\u9fff\U00020000-\U000323af]+|[^\u3400-\u9fff\U00020000-\U000323af]+"
)


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Return a word without accents or vowel marks that people leave out."""
    if word.isascii():
        return word.casefold()
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
    bare = ARTICLE.sub("", bare)
    longer = STEM.match(bare)
    return longer[0] if longer else bare


def pieces(text: str) -> tuple[Token, ...]:
    """Return the words of a text; of Chinese, each two signs that stand together."""
    found: list[Token] = []
    for token in tokens(ELISION.sub(APART, text)):
        if _script(token.word) != "CJK":
            found.append(token)
            continue
        for run in RUN.finditer(text, token.start, token.end):
            start, end = run.span()
            is_chinese = _script(run[0]) == "CJK"
            width = 2 if is_chinese and end - start > 2 else end - start
            found += [
                Token(fold(text[at : at + width]), at, at + width)
                for at in range(start, end - width + 1)
            ]
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Language:
    """A language other than English: its words, and its phrases by topic.

    The words are made when a question might be in it, the topics when one is.
    """

    tongue: Tongue

    @property
    def code(self) -> str:
        """Return the language's code, such as `pl`."""
        return self.tongue.language

    @cached_property
    def has_script(self) -> bool:
        """Say whether it is written in letters of its own, and in no Latin ones."""
        return self.code in SCRIPTS.values() and not any(
            text.isascii() for text in self.tongue.harm
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every word that it is known to use."""
        said = chain(*self.tongue.topics.values(), self.tongue.harm)
        return self.common | _words_of(said)

    @cached_property
    def common(self) -> frozenset[str]:
        """Return the words that show it best, though some be English too."""
        return _words_of(self.tongue.common)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the beginnings of its longer words."""
        return frozenset(
            word[:STEM_LETTERS] for word in self.words if len(word) >= STEM_LETTERS
        )

    @cached_property
    def topics(self) -> TopicIndex:
        """Return its phrases, to be weighed."""
        # Phrases of harm speak for the topic of help for now too.
        harm = [(CRISIS, text) for text in self.tongue.harm]
        phrases = [
            (slug, text) for slug, texts in self.tongue.topics.items() for text in texts
        ]
        said = (
            Said(slug, tuple(foreign_stem(piece.word) for piece in pieces(text)))
            for slug, text in sorted([*phrases, *harm], key=lambda pair: pair[0])
        )
        common = pieces(" . ".join(self.tongue.common))
        return TopicIndex.of_said(
            said, frozenset(foreign_stem(piece.word) for piece in common)
        )

    @cached_property
    def harm(self) -> tuple[tuple[str, ...], ...]:
        """Return its phrases of harm, cut."""
        return tuple(_harm(text) for text in self.tongue.harm)

    @cached_property
    def _harm_parts(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """Return the parts of phrases of harm, and the beginnings of open ones."""
        parts = {part for phrase in self.harm for part in phrase}
        begun = tuple(part[:-1] for part in parts if part.endswith("*"))
        return frozenset(parts), begun

    def _is_of_harm(self, stem: str) -> bool:
        whole, begun = self._harm_parts
        return stem in whole or stem.startswith(begun)

    @cached_property
    def _harm_by_first(self) -> dict[str, list[tuple[str, ...]]]:
        """Return the phrases of harm by their first part, where that has one form."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for parts in self.harm:
            if not parts[0].endswith("*"):
                found.setdefault(parts[0], []).append(parts)
        return found

    @cached_property
    def _harm_open(self) -> tuple[tuple[str, ...], ...]:
        """Return those whose first part has any ending."""
        return tuple(parts for parts in self.harm if parts[0].endswith("*"))

    def weight(self, word: str, is_english: bool) -> float:
        """Return how much a plain word shows this language, from 0 to 1."""
        if is_english:  # in phrases it may be a loan, such as "school"
            return float(word in self.common)
        if word in self.words:
            return 1.0
        is_longer = len(word) > STEM_LETTERS
        return ANOTHER_FORM * (is_longer and word[:STEM_LETTERS] in self.stems)

    def match(self, words: Sequence[Token]) -> list[TopicMatch]:
        """Return the topics a question in this language is about."""
        return self.topics.match(words, foreign_stem)

    def holds_harm(self, words: Sequence[Token], own: Container[str]) -> bool:
        """Say whether a phrase of harm stands there, with little between its words.

        At least one of its words must be among `own`, which are not English too.
        """
        stems = [harm_stem(token.word) for token in words]
        telling = [token.word in own for token in words]
        if not any(
            tells and self._is_of_harm(stem)
            for tells, stem in zip(telling, stems, strict=True)
        ):
            return False
        return any(
            any(telling[at] for at in run)
            for first, stem in enumerate(stems)
            for parts in (*self._harm_by_first.get(stem, ()), *self._harm_open)
            if (run := _run(parts, stems, first))
        )


def _harm(text: str) -> tuple[str, ...]:
    """Return a phrase's stems; `zabi*` stays open, and stands for any ending."""
    return tuple(
        harm_stem(token.word) + ("*" if text.startswith("*", token.end) else "")
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


def harm_stem(word: str) -> str:
    """Return what is compared of a word of harm: in other scripts, all of it.

    There a few letters are shared by words that have nothing to do with each other.
    """
    bare = plain(word)
    return bare[:STEM_LETTERS] if bare.isascii() else ARTICLE.sub("", bare)


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    said = set(WORD.findall(ELISION.sub(APART, " . ".join(texts))))
    return frozenset(plain(fold(word)) for word in said)


def recognise(
    words: Sequence[Token],
    languages: Callable[[], Sequence[Language]],
    is_english: Callable[[str], bool],
    interface: str = "en",
) -> Language | None:
    """Return the language a question is written in; None for English or unknown.

    `interface` is the language of the page where it was asked: short words of Arabic
    letters are Urdu on an Urdu page.

    The languages are asked for only when a word is not English.
    Words that are English too never tell: "DLA" is a benefit, and Polish for "for".
    """
    for token in words:
        code = SCRIPTS.get(_script(token.word))
        if code is not None:
            if code == "ar" and (interface == "ur" or _is_urdu(words)):
                code = "ur"
            return next((one for one in languages() if one.code == code), None)
    plains = [plain(token.word) for token in words if token.word.isalpha()]
    english = [is_english(word) for word in plains]
    if all(english):
        return None
    shares = [
        (share, language)
        for language in languages()
        if language.code not in SCRIPTS.values()
        and (share := _share(language, plains, english)) >= LEAST_PART
    ]
    return max(shares, key=lambda pair: pair[0], default=(0.0, None))[1]


def _share(language: Language, words: list[str], english: list[bool]) -> float:
    """Return the part of the words a language has; 0 when English has those too."""
    both = tuple(zip(words, english, strict=True))
    own = [language.weight(word, is_english) for word, is_english in both]
    tells = any(
        weight and not is_english
        for weight, (_, is_english) in zip(own, both, strict=True)
    )
    return sum(own) / len(own) if tells else 0.0


def _is_urdu(words: Sequence[Token]) -> bool:
    return any(URDU_LETTERS & set(token.word) for token in words)


def _script(word: str) -> str:
    if word.isascii():
        return ""
    for sign in word:
        name = unicodedata.name(sign, "")
        if not sign.isascii() and sign.isalpha():
            return name.split(" ")[0].split("-")[0]
    return ""
