"""Binds a content folder into an edition, aside, then makes it current."""

import gc
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from localoffer.content.library import EntryFile, Library
from localoffer.content.markdown import plain
from localoffer.content.problems import Problem, errors
from localoffer.content.reading import read_library
from localoffer.edition.cache import RenderCache
from localoffer.edition.diary import write_diary
from localoffer.edition.digest import LIBRARIES, digest_of
from localoffer.edition.edited import edited_dates
from localoffer.edition.english import english_words
from localoffer.edition.manifest import is_whole, point_to, write_manifest
from localoffer.edition.pack import search_row, write_pack
from localoffer.edition.rendered import Rendered, write_rendered
from localoffer.edition.spoken import write_spoken
from localoffer.edition.standing import standing_of, write_standing
from localoffer.edition.translated import OWN, write_translated
from localoffer.places.atlas import write_atlas
from localoffer.places.gazetteer import Gazetteer
from localoffer.places.tables import read_gazetteer
from localoffer.question.lexicon import Lexicon
from localoffer.question.spelling import open_spelling, words_in, write_spelling
from localoffer.question.spoken import Spoken
from localoffer.question.words import fold
from localoffer.search.catalogue import Catalogue, catalogue_of, write_catalogue
from localoffer.search.describe import (
    card_of,
    facet_values,
    indexed_in,
    indexed_of,
    known_values,
    spots_of,
)
from localoffer.search.engines import own
from localoffer.search.engines.snapshot import SnapshotEngine, write_snapshot
from localoffer.search.engines.whoosh import build_index, cut_foreign, postings
from localoffer.search.grounds import write_grounds
from localoffer.search.meaning import (
    Embedder,
    model_digest,
    passages,
    write_vectors,
)
from localoffer.search.ranking import Grounds

CODE = Path(__file__).resolve().parent.parent
INDEXED = "public"
SHOWN = {"public", "unlisted"}


@dataclass(frozen=True)
class Built:
    """What a build did. `digest` is empty when errors stopped it."""

    digest: str
    problems: tuple[Problem, ...]
    services: int = 0
    guides: int = 0
    was_there: bool = False


def build(content: Path, data: Path, embedder: Embedder | None = None) -> Built:
    """Make the content's edition the current one; on any error change nothing.

    With an embedder the edition holds vectors too.
    """
    library, found = read_library(content)
    gazetteer, misplaced = read_gazetteer(content / "places")
    problems = tuple(sorted([*found, *misplaced]))
    if library is None or errors(problems):
        return Built("", problems)
    edited = edited_dates(content)
    digest = digest_of(content, CODE, edited, model_digest(embedder))
    folder = data / "editions" / digest
    was_there = is_whole(folder)
    if not was_there:
        binding = Binding(library, gazetteer, edited, data / "build", embedder)
        with _uncollected():
            binding.bind(digest, folder)
    point_to(folder.parent, digest)
    return Built(
        digest,
        problems,
        services=sum(entry.kind == "service" for entry in library.entries),
        guides=sum(entry.kind == "guide" for entry in library.entries),
        was_there=was_there,
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave cycles of objects alone meanwhile."""
    # They are few, and looking for them among millions of objects takes a fifth of
    # the time of a build.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True)
class Binding:
    """The parts of one edition being made; `scripts/benchmark` makes big ones."""

    library: Library
    gazetteer: Gazetteer
    edited: dict[str, str]
    workshop: Path
    embedder: Embedder | None = None

    def bind(self, digest: str, folder: Path) -> None:
        """Write everything in a folder aside, then move it to its name."""
        self.workshop.mkdir(parents=True, exist_ok=True)
        cache = RenderCache(self.workshop / "rendered.json", " ".join(LIBRARIES))
        with tempfile.TemporaryDirectory(dir=self.workshop) as name:
            aside = Path(name) / "edition"
            aside.mkdir()
            self._write(aside, Path(name) / "index", cache)
            write_manifest(aside, digest)
            if folder.exists():
                shutil.rmtree(folder)
            folder.parent.mkdir(parents=True, exist_ok=True)
            aside.replace(folder)
        cache.save()

    def _write(self, aside: Path, index: Path, cache: RenderCache) -> None:
        shown = [e for e in self.library.entries if e.record.visibility in SHOWN]
        # Search knows entries by number: the listed ones come first.
        shown.sort(key=lambda e: (e.record.visibility != INDEXED, e.slug))
        listed = [e for e in shown if e.record.visibility == INDEXED]
        write_standing(aside, standing_of(self.library, cache))
        write_translated(aside, self.library, cache)
        write_rendered(aside, [self._rendered(e, cache) for e in shown])
        write_diary(aside, listed)
        catalogue = self._catalogue(listed)
        write_catalogue(aside, catalogue)
        grounds = Grounds.of(catalogue.cards)
        write_grounds(aside, grounds)
        write_atlas(aside, self.gazetteer)
        words = self.library.vocabulary
        spoken = Spoken.of(words)
        write_spoken(aside, spoken)
        texts = (indexed_of(e, cache.html(e.body), words) for e in listed)
        write_snapshot(aside, postings(build_index(index, texts)))
        self._write_own(aside, listed, cache)
        meant = passages(words.said)
        write_vectors(aside, self.embedder, meant, self.workshop / "vectors.npz")
        self._write_spelling(aside, [cache.html(e.body) for e in listed], listed)
        engine = SnapshotEngine(aside, len(catalogue.cards))
        self._write_pack(aside, spoken, search_row(catalogue, grounds, engine))

    def _write_own(
        self, aside: Path, listed: list[EntryFile], cache: RenderCache
    ) -> None:
        """Write an index of what is translated, for each language."""
        words, hides = self.library.vocabulary, self.library.area.hides_drafts
        for said in self.library.translations:
            bodies = {
                one.place: cache.html(one.body)
                for one in said.shown(hides_drafts=hides)
            }
            texts = [
                indexed_in(e, said, bodies.get(e.place, ""), words) for e in listed
            ]
            folder = aside / OWN.format(said.language)
            folder.mkdir()
            write_snapshot(folder, own.postings(texts, cut_foreign))

    def _write_pack(self, aside: Path, spoken: Spoken, search: dict[str, Any]) -> None:
        """Write what a phone keeps to search with no signal."""
        lexicon = Lexicon.of(self.library.vocabulary, self.gazetteer, spoken)
        speller = open_spelling(aside, lexicon.known, lexicon.pairs)
        known = replace(lexicon, speller=speller)
        write_pack(aside, known, self.library.vocabulary, search)

    def _write_spelling(
        self, aside: Path, bodies: list[str], listed: list[EntryFile]
    ) -> None:
        """Offer only words that are English or that two entries hold."""
        texts = [
            " ".join((e.record.title, e.record.summary, plain(body)))
            for e, body in zip(listed, bodies, strict=True)
        ]
        english = english_words()
        phrases = (" ".join(topic.phrases) for topic in self.library.vocabulary.said)
        held = words_in([*texts, *phrases])
        sure = words_in(texts)
        targets = {
            word: count
            for word, count in held.items()
            if word.isalpha() and (word in english or sure.get(word, 0) > 1)
        }
        folded = sorted({fold(word) for word in english})
        write_spelling(aside, targets, "\n" + "\n".join(folded) + "\n")

    def _rendered(self, entry: EntryFile, cache: RenderCache) -> Rendered:
        html = cache.html(entry.body)
        edited = self.edited.get(entry.file)
        return Rendered(entry.slug, entry.kind, entry.record, html, edited)

    def _catalogue(self, listed: list[EntryFile]) -> Catalogue:
        cards = [card_of(e, self.library, _day(e)) for e in listed]
        values = [facet_values(e.record, self.library) for e in listed]
        spots = [
            (number, spot.easting, spot.northing)
            for number, entry in enumerate(listed)
            for spot in spots_of(entry.record, self.gazetteer)
        ]
        return catalogue_of(cards, values, spots, known_values(self.library))


def _day(entry: EntryFile) -> str | None:
    checked = entry.record.checked
    return checked.isoformat() if checked else None
