"""What an edition says in another language, and in Easy Read; read when asked for."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from babel.core import get_global, parse_locale
from markupsafe import escape

from localoffer.content.easy_read import EasyRead
from localoffer.content.library import Library
from localoffer.content.markdown import Html, set_apart, text_of
from localoffer.content.translations import Original, Translation, Translations
from localoffer.edition.cache import RenderCache

FILE = "translated-{}.json"
OWN = "own-{}"  # the folder of the index of what is translated
EASY = "easy.json"
# Names of English in a text of another alphabet, and numbers, keep their direction.
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9'’.@+/-]*[A-Za-z0-9])?"
FOREIGN = re.compile(
    r"\+?\d[\d ]{3,}\d(?![A-Za-z])"  # a telephone number
    r"|\d+(?:[-/.:–]\d+)+(?![A-Za-z])"  # a date, a time, from one to another
    rf"|(?=\d*[A-Za-z]){_NAME}(?:[ ]+(?:&amp;[ ]+)?{_NAME})*",
    re.ASCII,
)
LATIN = {"Latn"}
SHORTEST_NAME = 3


@dataclass(frozen=True)
class Text:
    """An entry or standing page as one language says it, its body safe HTML."""

    title: str
    summary: str
    html: str
    state: str
    checked: str | None
    is_stale: bool


@dataclass(frozen=True)
class Translated:
    """All that is said in one language. `words`: English to this language."""

    language: str
    words: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def say(self, text: str) -> str:
        """Return English words in this language; as they are where nobody has said."""
        return self.words.get(text, text)

    def knows(self, text: str) -> bool:
        """Say whether words can be said, or are said already, in this language."""
        return text in self.words or text in self._said

    def shown(self, text: str) -> Html:
        """Return a text of this language as HTML, its English names set apart."""
        return text_of(text, self.foreign)

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset(self.words.values())

    @cached_property
    def foreign(self) -> re.Pattern[str]:
        """Return what finds the English names in a text of this language."""
        if script_of(self.language) not in LATIN:
            return FOREIGN
        longest_first = sorted(self.names, key=len, reverse=True)
        names = "|".join(re.escape(str(escape(name))) for name in longest_first)
        return re.compile(rf"(?<!\w)(?:{names})(?!\w)" if names else r"(?!)")


def script_of(language: str) -> str:
    """Return the script that a language is most often written in, as `Arab`."""
    likely = get_global("likely_subtags").get(language, "")
    return str(parse_locale(likely)[2] or "Latn") if likely else "Latn"


def write_translated(folder: Path, library: Library, cache: RenderCache) -> None:
    """Write what each language says, one file a language, and the Easy Read."""
    originals, hides = library.originals, library.area.hides_drafts
    names = names_of(library)
    for said in library.translations:
        row = asdict(translated_of(said, originals, names, cache, hides_drafts=hides))
        _write(folder / FILE.format(said.language), row)
    easy = [t for t in library.easy if not hides or t.fields.state == "checked"]
    _write(folder / EASY, _easy_rows(easy, originals, cache))


def names_of(library: Library) -> tuple[str, ...]:
    """Return the English names that stay English in every language."""
    meanings = library.vocabulary.glossary.meanings
    found = {o.name for o in library.organisations.values()}
    found |= {m.term for m in meanings} | {m.short for m in meanings if m.short}
    found |= {library.area.name, library.area.council.name}
    return tuple(sorted(name for name in found if len(name) >= SHORTEST_NAME))


def translated_of(
    said: Translations,
    originals: Mapping[str, Original],
    names: tuple[str, ...],
    cache: RenderCache,
    *,
    hides_drafts: bool,
) -> Translated:
    """Return what one language says, its bodies rendered."""
    bare = Translated(said.language, said.words, {}, names)
    texts = {
        one.place: _text(one, originals[one.place], bare, cache)
        for one in said.shown(hides_drafts=hides_drafts)
        if one.body
    }
    return Translated(said.language, said.words, texts, names)


def _text(
    one: Translation, original: Original, language: Translated, cache: RenderCache
) -> Text:
    fields = one.fields
    return Text(
        title=fields.title or original.title,
        summary=fields.summary or original.summary,
        html=str(set_apart(cache.html(one.body), language.foreign)),
        state=fields.state,
        checked=fields.checked.isoformat() if fields.checked else None,
        is_stale=fields.made_from != original.digest,
    )


def read_translated(folder: Path, language: str) -> Translated:
    """Return what a language says; nothing where the content has none of it."""
    path = folder / FILE.format(language)
    if not path.is_file():
        return Translated(language)
    row = json.loads(path.read_text("utf-8"))
    texts = {place: Text(**text) for place, text in row["texts"].items()}
    return Translated(language, row["words"], texts, tuple(row["names"]))


@dataclass(frozen=True)
class EasyIdea:
    """A picture, what it shows, and safe HTML."""

    picture: str
    shows: str
    html: str


@dataclass(frozen=True)
class EasyText:
    """An entry or standing page in Easy Read: headings, each with its ideas."""

    title: str
    summary: str
    sections: tuple[tuple[str, tuple[EasyIdea, ...]], ...]
    state: str
    is_stale: bool


def _easy_rows(
    texts: Iterable[EasyRead], originals: Mapping[str, Original], cache: RenderCache
) -> dict[str, object]:
    return {
        text.place: {
            "title": text.fields.title,
            "summary": text.fields.summary,
            "sections": [
                (s.heading, [(i.picture, i.shows, cache.html(i.text)) for i in s.ideas])
                for s in text.sections
            ],
            "state": text.fields.state,
            "is_stale": _is_stale(text, originals),
        }
        for text in texts
    }


def _is_stale(text: EasyRead, originals: Mapping[str, Original]) -> bool:
    original = originals.get(text.place)
    return original is not None and text.fields.made_from != original.digest


def read_easy(folder: Path) -> dict[str, EasyText]:
    """Return every Easy Read text by its place."""
    path = folder / EASY
    rows = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {place: _easy_text(row) for place, row in rows.items()}


def _easy_text(row: dict[str, Any]) -> EasyText:
    sections = tuple(
        (heading, tuple(EasyIdea(*idea) for idea in ideas))
        for heading, ideas in row["sections"]
    )
    return EasyText(**(row | {"sections": sections}))


def _write(path: Path, row: object) -> None:
    path.write_text(json.dumps(row, ensure_ascii=False, sort_keys=True), "utf-8")
