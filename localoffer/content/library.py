"""The whole content of an area, valid and frozen."""

from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.content.area import Area
from localoffer.content.easy_read import EasyRead
from localoffer.content.frontmatter import Document
from localoffer.content.model import Entry, Page
from localoffer.content.organisations import Organisation
from localoffer.content.terms import NOT_STATED, TermDates
from localoffer.content.translations import Original, Translations
from localoffer.content.vocabulary import Vocabulary


@dataclass(frozen=True)
class EntryFile:
    """A service or guide with the file it came from."""

    slug: str
    file: str
    record: Entry
    document: Document
    digest: str

    @property
    def place(self) -> str:
        """Return folder and slug, as `services/mk-sendias`."""
        return self.file.removesuffix(".md")

    @property
    def kind(self) -> str:
        """Return `service` or `guide`."""
        return self.record.kind

    @property
    def body(self) -> str:
        """Return the markdown below the fields."""
        return self.document.body


@dataclass(frozen=True)
class PageFile:
    """A standing page with its text."""

    slug: str
    record: Page
    body: str

    @property
    def place(self) -> str:
        """Return folder and slug, as `pages/privacy`."""
        return f"pages/{self.slug}"


@dataclass(frozen=True)
class Library:
    """The whole content of an area, valid and frozen."""

    area: Area
    vocabulary: Vocabulary
    organisations: dict[str, Organisation]
    entries: tuple[EntryFile, ...]
    pages: dict[str, PageFile]
    terms: TermDates = NOT_STATED
    translations: tuple[Translations, ...] = ()
    easy: tuple[EasyRead, ...] = ()

    @property
    def originals(self) -> dict[str, Original]:
        """Return the English of every entry and standing page, by its place."""
        return originals_of(self.entries, self.pages.values())


def originals_of(
    entries: Iterable[EntryFile], pages: Iterable[PageFile]
) -> dict[str, Original]:
    """Return the English of entries and standing pages, by folder and slug."""
    files: tuple[EntryFile | PageFile, ...] = (*pages, *entries)
    return {file.place: Original.of(file.record, file.body) for file in files}
