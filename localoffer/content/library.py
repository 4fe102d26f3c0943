"""The whole content of an area, valid and frozen."""

from dataclasses import dataclass

from localoffer.content.area import Area
from localoffer.content.frontmatter import Document
from localoffer.content.model import Entry, Page
from localoffer.content.organisations import Organisation
from localoffer.content.terms import NOT_STATED, TermDates
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


@dataclass(frozen=True)
class Library:
    """The whole content of an area, valid and frozen."""

    area: Area
    vocabulary: Vocabulary
    organisations: dict[str, Organisation]
    entries: tuple[EntryFile, ...]
    pages: dict[str, PageFile]
    terms: TermDates = NOT_STATED
