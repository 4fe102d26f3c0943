"""An edition opened for reading, and the watch that notices a new one."""

import time
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Lock

from localoffer.content.area import Area
from localoffer.content.model import Guide
from localoffer.content.vocabulary import Vocabulary
from localoffer.edition.diary import Diary
from localoffer.edition.manifest import POINTER, current, read_manifest
from localoffer.edition.pack import SEARCH
from localoffer.edition.rendered import Rendered, RenderedEntries, Upkeep
from localoffer.edition.spoken import open_spoken
from localoffer.edition.standing import Standing, read_standing
from localoffer.edition.translated import (
    OWN,
    EasyText,
    Translated,
    read_easy,
    read_translated,
)
from localoffer.errors import EditionError
from localoffer.places.atlas import open_atlas
from localoffer.question.asked import Asked
from localoffer.question.lexicon import Lexicon
from localoffer.question.spelling import open_spelling
from localoffer.search.catalogue import Catalogue, open_catalogue
from localoffer.search.engines.snapshot import SnapshotEngine
from localoffer.search.engines.whoosh import cut_foreign
from localoffer.search.grounds import open_grounds
from localoffer.search.meaning import Embedder, Meaning, open_vectors
from localoffer.search.searching import Search
from localoffer.search.suggestions import Suggester

SECONDS_BETWEEN_LOOKS = 1.0
WARMING = "where to begin"  # tells no topic, so that a model is asked too


@dataclass(frozen=True)
class Edition:
    """Everything a page needs, read-only."""

    digest: str
    standing: Standing
    search: Search
    rendered: RenderedEntries
    slugs: tuple[str, ...]
    diary: Diary
    folder: Path

    @property
    def offline_search(self) -> bytes:
        """Return what a phone needs to search with no signal, as JSON.

        EditionError when it is not there, as in an edition of an older version.
        """
        try:
            return (self.folder / SEARCH).read_bytes()
        except OSError as fault:
            message = "The edition has no offline search. Run `localoffer build`."
            raise EditionError(message) from fault

    @property
    def area(self) -> Area:
        """Return the area."""
        return self.standing.area

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the words of the site."""
        return self.standing.vocabulary

    @property
    def lexicon(self) -> Lexicon:
        """Return what the site knows of words."""
        return self.search.lexicon

    @property
    def catalogue(self) -> Catalogue:
        """Return what search knows of each listed entry."""
        return self.search.catalogue

    @cached_property
    def easy(self) -> dict[str, EasyText]:
        """Return every Easy Read text by folder and slug, read when first asked for."""
        return read_easy(self.folder)

    def standing_html(self, slug: str, language: str) -> tuple[str, bool]:
        """Return a standing page's text, and whether it is in that language."""
        said = self.translated(language).texts.get(f"pages/{slug}")
        return (said.html, True) if said else (self.standing.pages[slug].html, False)

    def translated(self, language: str) -> Translated:
        """Return what a language says, read when it is first asked for."""
        found = self._translated.get(language)
        if found is None:
            found = read_translated(self.folder, language)
            self._translated[language] = found
        return found

    @cached_property
    def _translated(self) -> dict[str, Translated]:
        return {}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the number of each entry by its slug, unlisted ones too."""
        return {slug: number for number, slug in enumerate(self.slugs)}

    @cached_property
    def suggester(self) -> Suggester:
        """Return what suggests while a parent types, made when first asked for."""
        return Suggester.of(self.vocabulary, self.catalogue.cards, self.search.lexicon)

    def entry(self, slug: str) -> Rendered | None:
        """Return an entry ready to show, or None."""
        number = self.numbers.get(slug)
        return None if number is None else self.rendered.entry(number)

    @cached_property
    def upkeep(self) -> tuple[Upkeep, ...]:
        """Return what editors must know of each entry, read when first asked for."""
        return tuple(self.rendered.upkeep(number) for number in range(len(self.slugs)))

    @cached_property
    def letters(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each listed guide that has letters, and their titles."""
        guides = (c.slug for c in self.catalogue.cards if c.kind == "guide")
        records = ((slug, self.entry(slug)) for slug in guides)
        return tuple(
            (slug, tuple(letter.title for letter in entry.record.letters))
            for slug, entry in records
            if entry and isinstance(entry.record, Guide) and entry.record.letters
        )


def open_edition(folder: Path, embedder: Embedder | None = None) -> Edition:
    """Return the edition in a folder; EditionError when it is not whole."""
    manifest = read_manifest(folder)
    try:
        standing = read_standing(folder)
        catalogue = open_catalogue(folder)
        gazetteer = open_atlas(folder)
        spoken = open_spoken(folder)
        grounds = open_grounds(folder)
        rendered = RenderedEntries(folder)
        diary = Diary(folder)
        engine = SnapshotEngine(folder, len(catalogue.cards))
        meaning = Meaning.of(embedder, open_vectors(folder))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        message = f"The edition {manifest.digest} is damaged. Run `localoffer build`."
        raise EditionError(message) from fault
    lexicon = Lexicon.of(standing.vocabulary, gazetteer, spoken)
    speller = open_spelling(folder, lexicon.known, lexicon.pairs)
    lexicon = replace(lexicon, speller=speller)
    own = _Own(folder, len(catalogue.cards))
    search = Search(catalogue, engine, lexicon, grounds, meaning, own.engine)
    slugs = rendered.slugs
    return Edition(manifest.digest, standing, search, rendered, slugs, diary, folder)


class _Own:
    """The engines of what is translated, each opened when it is first asked for."""

    def __init__(self, folder: Path, entries: int) -> None:
        self.folder, self.entries = folder, entries
        self.open: dict[str, SnapshotEngine | None] = {}

    def engine(self, language: str) -> SnapshotEngine | None:
        """Return a language's engine, None where nothing is translated into it."""
        if language not in self.open:
            own = self.folder / OWN.format(language)
            is_there = own.is_dir()
            self.open[language] = (
                SnapshotEngine(own, self.entries, cut_foreign) if is_there else None
            )
        return self.open[language]


class Editions:
    """The current edition, reopened when the pointer changes."""

    def __init__(
        self,
        data: Path,
        seconds_between_looks: float = SECONDS_BETWEEN_LOOKS,
        embedder: Embedder | None = None,
    ) -> None:
        """Watch the editions below a data folder; nothing is opened yet."""
        self.embedder = embedder
        self.pause = seconds_between_looks
        self.folder = data / "editions"
        self._lock = Lock()
        self._open: Edition | None = None
        self._seen: tuple[int, int] | None = None
        self._looked = 0.0

    def current(self) -> Edition:
        """Return the current edition; the last good one if a new one is damaged."""
        now = time.monotonic()
        if self._open is None or now - self._looked >= self.pause:
            with self._lock:
                self._looked = now
                self._reopen()
        assert self._open is not None  # noqa: S101  _reopen raises otherwise
        return self._open

    def warm(self) -> None:
        """Make what the first readers would wait for; nothing when there is no edition.

        Suggestions take half a second to make, the model a moment to load.
        """
        with suppress(EditionError):
            edition = self.current()
            edition.suggester.suggest(WARMING)
            edition.search.answer(Asked(text=WARMING))

    def _reopen(self) -> None:
        try:
            stat = (self.folder / POINTER).stat()
            seen = (stat.st_mtime_ns, stat.st_ino)
            if seen == self._seen:
                return
            digest = current(self.folder)
            if self._open is None or self._open.digest != digest:
                self._open = open_edition(self.folder / digest, self.embedder)
            self._seen = seen
        except OSError as fault:
            if self._open is None:
                message = "There is no edition yet. Run `localoffer build`."
                raise EditionError(message) from fault
        except EditionError:
            if self._open is None:
                raise
