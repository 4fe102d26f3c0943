"""Big editions for `scripts/benchmark`, made of the real entries, mixed."""

import random
from dataclasses import dataclass, replace
from pathlib import Path

from localoffer.content.library import EntryFile, Library
from localoffer.content.reading import read_library
from localoffer.edition.build import CODE, Binding
from localoffer.edition.cache import RenderCache
from localoffer.edition.digest import digest_of
from localoffer.edition.manifest import is_whole, point_to
from localoffer.places.tables import read_gazetteer
from localoffer.search.describe import indexed_of
from localoffer.search.fields import Indexed
from localoffer.search.meaning import Embedder, model_digest

SEED = 11


@dataclass(frozen=True)
class Offer:
    """A library with the folder it was read from."""

    content: Path
    library: Library

    @classmethod
    def read(cls, content: Path) -> "Offer":
        """Return the real content."""
        library, problems = read_library(content)
        if library is None:
            raise SystemExit("\n".join(map(str, problems)))
        return cls(content, library)

    @property
    def listed(self) -> tuple[EntryFile, ...]:
        """Return the entries that search knows, in the order of their numbers."""
        public = (e for e in self.library.entries if e.record.visibility == "public")
        return tuple(sorted(public, key=lambda entry: entry.slug))

    def enlarged(self, count: int) -> "Offer":
        """Return so many entries: each the facts of one, the text of another."""
        chance = random.Random(SEED)  # noqa: S311  the same mixture every time
        entries = tuple(
            _mixed(number, chance.choice(self.listed), chance.choice(self.listed))
            for number in range(count)
        )
        return replace(self, library=replace(self.library, entries=entries))

    def texts(self, data: Path) -> list[Indexed]:
        """Return the words of each entry, as the index gets them."""
        cache = RenderCache(data / "build" / "rendered.json", "")
        words = self.library.vocabulary
        return [indexed_of(e, cache.html(e.body), words) for e in self.listed]

    def bind(self, data: Path, embedder: Embedder | None = None) -> Path:
        """Return the folder of this library's edition, current; made if need be."""
        mixture = f"{len(self.library.entries)} entries mixed by {SEED}"
        label = f"{mixture}, {model_digest(embedder)}"
        digest = digest_of(self.content, CODE, {}, label)
        folder = data / "editions" / digest
        if not is_whole(folder):
            gazetteer, _ = read_gazetteer(self.content / "places")
            workshop = data / "build"
            binding = Binding(self.library, gazetteer, {}, workshop, embedder)
            binding.bind(digest, folder)
        point_to(folder.parent, digest)
        return folder


def _mixed(number: int, facts: EntryFile, text: EntryFile) -> EntryFile:
    return replace(
        facts,
        slug=f"entry-{number:06}",
        record=facts.record.model_copy(update={"summary": text.record.summary}),
        document=text.document,
    )
