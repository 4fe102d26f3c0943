"""Reads the content folder whole, with every problem found."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from localoffer.content import (
    crosscheck,
    easy_read,
    terms,
    translating,
    translations,
)
from localoffer.content.area import Area
from localoffer.content.easy_read import EasyRead
from localoffer.content.frontmatter import Document, read_document, read_fields
from localoffer.content.library import EntryFile, Library, PageFile
from localoffer.content.model import Entry, Guide, Page, Service
from localoffer.content.organisations import Organisations
from localoffer.content.problems import Problem
from localoffer.content.records import build
from localoffer.content.translations import (
    Translation,
    TranslationFields,
    WordList,
)
from localoffer.content.vocabulary import (
    Ages,
    Duties,
    Elsewhere,
    Glossary,
    Readings,
    StopWords,
    Terms,
    Tongue,
    Topics,
    Urgency,
    Vocabulary,
)
from localoffer.paths import find_assets

Model = TypeVar("Model", bound=BaseModel)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# An entry in another language, or in Easy Read: `mk-sendias.pl.md`.
VERSION = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z]{2,3}|easy)\.md")
PICTURES = "easy"  # the folder of static files that Easy Read shows
FOLDERS = {"services", "guides", "pages"}
WORD_FILES: dict[str, type[BaseModel]] = {
    "topics": Topics,
    "needs": Terms,
    "access": Terms,
    "delivered": Terms,
    "interpreters": Terms,
    "duties": Duties,
    "glossary": Glossary,
    "urgency": Urgency,
    "stopwords": StopWords,
    "readings": Readings,
    "elsewhere": Elsewhere,
    "ages": Ages,
}


@dataclass
class _Shelf:
    """Gathers records and problems while the folder is read."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def fields(self, relative: str, model: type[Model]) -> Model | None:
        path = self.folder / relative
        if not path.is_file():
            wrong = "this file is missing"
            self.problems.append(Problem(relative, 1, "", wrong, "Write it."))
            return None
        document, problems = read_fields(path.read_bytes(), relative)
        self.problems += problems
        return self.record(model, document, relative)

    def record(
        self, model: type[Model], document: Document | None, file: str
    ) -> Model | None:
        if document is None:
            return None
        record, problems = build(model, document, file)
        self.problems += problems
        return record

    def entries(self, sub: str, model: type[Entry]) -> Iterator[EntryFile]:
        for path in sorted((self.folder / sub).glob("*.md")):
            data, file = path.read_bytes(), self.name(path)
            if VERSION.fullmatch(path.name):
                continue
            if not SLUG.fullmatch(path.stem):
                wrong = "the file's name cannot be an address"
                write = "Use small letters, digits and hyphens, for example my-club.md."
                self.problems.append(Problem(file, 1, "", wrong, write))
                continue
            document, problems = read_document(data, file)
            self.problems += problems
            record = self.record(model, document, file)
            if record is not None and document is not None:
                digest = hashlib.sha256(data).hexdigest()
                yield EntryFile(path.stem, file, record, document, digest)

    def dates(self) -> terms.TermDates:
        """Return the dates of terms; none are stated where there is no such file."""
        path = self.folder / terms.FILE
        if not path.is_file():
            return terms.NOT_STATED
        document, problems = read_fields(path.read_bytes(), terms.FILE)
        self.problems += problems
        dates = self.record(terms.TermDates, document, terms.FILE)
        if dates is None or document is None:
            return terms.NOT_STATED
        self.problems += terms.problems(dates, document)
        return dates

    def pages(self) -> Iterator[PageFile]:
        for path in sorted((self.folder / "pages").glob("*.md")):
            if VERSION.fullmatch(path.name):
                continue
            document, problems = read_document(path.read_bytes(), self.name(path))
            self.problems += problems
            record = self.record(Page, document, self.name(path))
            if record is not None and document is not None:
                yield PageFile(path.stem, record, document.body)

    def versions(self) -> Iterator[tuple[str, str, str, Document]]:
        """Yield place, language, file and text of all that is said in another way."""
        for path in sorted(self.folder.glob("*/*.md")):
            found = VERSION.fullmatch(path.name)
            if not found or path.parent.name not in FOLDERS:
                continue
            file = self.name(path)
            document, problems = read_document(path.read_bytes(), file)
            self.problems += problems
            if document is not None:
                yield f"{path.parent.name}/{found[1]}", found[2], file, document

    def said_otherwise(self) -> tuple[tuple[Translation, ...], tuple[EasyRead, ...]]:
        """Return the translations and the Easy Read versions."""
        translations, easy = [], []
        for place, code, file, document in self.versions():
            if code == easy_read.LANGUAGE:
                fields = self.record(easy_read.EasyFields, document, file)
                if fields is not None:
                    easy.append(EasyRead(place, file, fields, document))
            else:
                head = self.record(TranslationFields, document, file)
                if head is not None:
                    one = Translation(place, code, file, head, document)
                    translations.append(one)
        return tuple(translations), tuple(easy)

    def word_lists(self) -> dict[str, WordList]:
        """Return what is said in each language outside the entries."""
        found = {}
        for path in sorted((self.folder / "translations").glob("*.yaml")):
            file = self.name(path)
            document, problems = read_fields(path.read_bytes(), file)
            words = self.record(WordList, document, file)
            self.problems += problems
            if words is not None and document is not None:
                self.problems += translating.list_problems(words, document, file)
                found[path.stem] = words
        return found

    def vocabulary(self) -> Vocabulary | None:
        parts: dict[str, Any] = {
            name: self.fields(f"vocabulary/{name}.yaml", model)
            for name, model in WORD_FILES.items()
        }
        if any(part is None for part in parts.values()):
            return None
        return Vocabulary(**parts, tongues=tuple(self.tongues()))

    def tongues(self) -> Iterator[Tongue]:
        for path in sorted((self.folder / "vocabulary" / "languages").glob("*.yaml")):
            tongue = self.fields(self.name(path), Tongue)
            if tongue is not None:
                yield tongue


def read_library(folder: Path) -> tuple[Library | None, list[Problem]]:
    """Return the library of a content folder and all its problems.

    The library is None when the area, the words or the organisations cannot be
    read; an entry that cannot be read is left out and named in the problems.
    """
    shelf = _Shelf(folder)
    area = shelf.fields("area.yaml", Area)
    vocabulary = shelf.vocabulary()
    providers = shelf.fields("organisations/organisations.yaml", Organisations)
    entries = (*shelf.entries("services", Service), *shelf.entries("guides", Guide))
    pages = {page.slug: page for page in shelf.pages()}
    dates = shelf.dates()
    if area is None or vocabulary is None or providers is None:
        return None, shelf.problems
    organisations = {o.slug: o for o in providers.organisations}
    library = Library(area, vocabulary, organisations, entries, pages, dates)
    library = _with_versions(library, shelf)
    return library, [*shelf.problems, *crosscheck.problems(library)]


def _with_versions(library: Library, shelf: _Shelf) -> Library:
    """Return a library with what is said in other languages, and in Easy Read."""
    lists, originals = shelf.word_lists(), library.originals
    said, easy = shelf.said_otherwise()
    pictures = {path.stem for path in (find_assets().static / PICTURES).glob("*.svg")}
    for one in said:
        shelf.problems += translating.problems(one, originals.get(one.place))
    for text in easy:
        original = originals.get(text.place)
        shelf.problems += easy_read.problems(text, original, pictures)
    codes = sorted({*lists, *(one.language for one in said)})
    whole = tuple(
        translations.translations_of(
            code,
            [lists[code]] if code in lists else [],
            [one for one in said if one.language == code],
            originals,
        )
        for code in codes
    )
    shown = {*originals, *easy_read.OURS}
    kept = tuple(text for text in easy if text.place in shown)
    return replace(library, translations=whole, easy=kept)
