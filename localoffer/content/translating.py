"""What is wrong with a translation, seen beside its English."""

import re
from collections import Counter
from collections.abc import Iterator

from localoffer.content.frontmatter import Document
from localoffer.content.problems import Problem
from localoffer.content.translations import Original, Pair, Translation, WordList

# What a reader rings, pays or goes to, and so must be the same in every language.
FACTS = re.compile(
    r"\+?\d[\d ]{3,}\d|£\d[\d,.]*\d|£\d|[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+\w|\]\([^)\s]+\)",
    re.ASCII,
)
DIGITS_OF_OTHERS = re.compile(r"[^\W\D]", re.UNICODE)


def problems(translation: Translation, original: Original | None) -> Iterator[Problem]:
    """Return what is wrong with the translation of an entry or standing page."""
    if original is None:
        wrong = "this translates an entry that is not there"
        write = "Rename or remove this file."
        yield Problem(translation.file, 1, "", wrong, write, "advice")
        return
    yield from _inner(translation, original)
    yield from _head(translation, original)
    yield from _body(translation, original)


def list_problems(words: WordList, document: Document, file: str) -> Iterator[Problem]:
    """Return what is wrong with the pairs of a list."""
    for number, pair in enumerate(words.words):
        line = document.line_of(("words", number))
        yield from _pair(file, line, number, pair)


def _inner(translation: Translation, original: Original) -> Iterator[Problem]:
    known, file = set(original.said), translation.file
    for number, pair in enumerate(translation.fields.words):
        line = translation.document.line_of(("words", number))
        if pair.en not in known:
            wrong = "these English words are not in the entry any more"
            write = "Translate its new words, and remove these."
            yield Problem(file, line, f"words.{number}.en", wrong, write, "advice")
        yield from _pair(file, line, number, pair)


def _head(translation: Translation, original: Original) -> Iterator[Problem]:
    fields, file = translation.fields, translation.file
    for name, english, said in (
        ("title", original.title, fields.title),
        ("summary", original.summary, fields.summary),
    ):
        line = translation.document.line_of((name,))
        yield from _said(file, line, name, english, said)


def _body(translation: Translation, original: Original) -> Iterator[Problem]:
    file, line = translation.file, translation.document.body_line
    # Of a text that is stale the facts may have changed too: it says that it is.
    is_fresh = translation.fields.made_from == original.digest
    if original.body and (is_fresh or not translation.body):
        yield from _said(file, line, "body", original.body, translation.body or None)


def _pair(file: str, line: int, number: int, pair: Pair) -> Iterator[Problem]:
    yield from _said(file, line, f"words.{number}.to", pair.en, pair.to)


def _said(
    file: str, line: int, name: str, english: str, said: str | None
) -> Iterator[Problem]:
    """Return the problem of what is not said, or says other facts."""
    if said is None:
        wrong, write = "this is not translated yet", "Until then the English is shown."
        yield Problem(file, line, name, wrong, write, "advice")
        return
    write = "Numbers, prices, addresses and links stay as they are in English."
    for facts, wrong in (
        (_facts(english) - _facts(said), "leaves out"),
        (_facts(said) - _facts(english), "adds"),
    ):
        for fact in facts:
            shown = fact.strip("]()")
            yield Problem(file, line, name, f"this {wrong} {shown}", write)
    if any(sign not in "0123456789" for sign in DIGITS_OF_OTHERS.findall(said)):
        wrong, write = "a digit that no telephone has", "Write digits as 0 to 9."
        yield Problem(file, line, name, wrong, write)


def _facts(text: str) -> Counter[str]:
    """Return the facts of a text, the spaces of numbers left out."""
    return Counter(re.sub(r"(?<=\d) (?=\d)", "", f) for f in FACTS.findall(text))
