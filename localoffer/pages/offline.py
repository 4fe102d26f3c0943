"""The pack that a phone keeps: every page that may be kept at once, and its search.

Parts are named by what they hold, so that a part is whole or is not used at all.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Generic, TypeVar

import brotli

from localoffer.edition.opening import Edition
from localoffer.search.catalogue import Card
from localoffer.web.static import StaticFiles

FOLDER = "offline/"  # of static files that only keeping needs
PATH, TITLE, MAIN = "@path@", "@title@", "@main@"  # where a kept page goes in its frame
TITLED = re.compile(r"<title>(.*?)</title>", re.DOTALL)
HELD = re.compile(r"(<main\b[^>]*>)(.*?)(</main>)", re.DOTALL)
Made = TypeVar("Made")
QUALITY = 9  # of brotli: 11 takes twenty times as long for a tenth less


@dataclass(frozen=True)
class Kept:
    """The parts of a page that a frame is put round."""

    title: str
    main: str

    @classmethod
    def of(cls, html: str) -> "Kept":
        """Return the parts of a whole page."""
        title, main = TITLED.search(html), HELD.search(html)
        if title is None or main is None:
            message = "the page has no title or no main part"
            raise ValueError(message)
        return cls(title[1], main[2].strip())


def frame_of(html: str, path: str) -> str:
    """Return a page with marks for its own path, its title and its main part."""
    with_paths = re.sub(rf'{re.escape(path)}(?:\?[^"]*)?(?=")', PATH, html)
    titled = TITLED.sub(f"<title>{TITLE}</title>", with_paths, count=1)
    return HELD.sub(rf"\g<1>{MAIN}\g<3>", titled, count=1)


@dataclass(frozen=True)
class Part:
    """One file to download; `packed` is how it travels, by brotli."""

    name: str
    sha256: str
    size: int
    packed: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> "Part":
        """Return a part of what it holds."""
        packed = brotli.compress(data, quality=QUALITY)
        return cls(name, hashlib.sha256(data).hexdigest(), len(data), packed)

    @property
    def plain(self) -> bytes:
        """Return what it holds."""
        return bytes(brotli.decompress(self.packed))

    @property
    def file(self) -> str:
        """Return its name in the address."""
        return f"{self.name}.{self.sha256[:16]}.json"


@dataclass(frozen=True)
class Pack:
    """All that is kept of one edition in one language; `files` are (address, bytes)."""

    parts: tuple[Part, ...]
    files: tuple[tuple[str, int], ...]
    entries: int
    alone: int

    @property
    def digest(self) -> str:
        """Return what changes when anything in it does."""
        named = [part.sha256 for part in self.parts] + [name for name, _ in self.files]
        return hashlib.sha256("\n".join(named).encode()).hexdigest()[:16]

    def row(self, version: str, address: Callable[[Part], str]) -> dict[str, Any]:
        """Return what a phone reads before it downloads the parts."""
        parts = [
            {
                "name": part.name,
                "url": address(part),
                "bytes": part.size,
                "packed": len(part.packed),
                "sha256": part.sha256,
            }
            for part in self.parts
        ]
        return {
            "digest": self.digest,
            "version": version,
            "entries": self.entries,
            "alone": self.alone,
            "bytes": sum(part.size for part in self.parts),
            "packed": sum(len(p.packed) for p in self.parts)
            + sum(size for _, size in self.files),
            "parts": parts,
            "files": [name for name, _ in self.files],
        }


@dataclass(frozen=True)
class Rooms:
    """What the pages room shows for a pack: a frame, pages by path, and cards."""

    frame: str
    pages: dict[str, Kept]
    cards: dict[str, str]

    def data(self, alone: Iterable[Card]) -> bytes:
        """Return it as JSON; entries kept only by themselves give their titles."""
        row = {
            "frame": self.frame,
            "pages": {path: vars(page) for path, page in self.pages.items()},
            "cards": self.cards,
            "alone": {card.slug: card.title for card in alone},
        }
        text = json.dumps(row, ensure_ascii=False, sort_keys=True)
        return text.encode()


@dataclass
class Latest(Generic[Made]):
    """The latest thing under each name, made when it is first asked for."""

    made: dict[str, tuple[object, Made]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def get(self, name: str, shape: object, make: Callable[[], Made]) -> Made:
        """Return what is under a name; made again when what shapes it has changed."""
        with self.lock:
            found = self.made.get(name)
            if found is None or found[0] != shape:
                found = self.made[name] = (shape, make())
        return found[1]


@dataclass(frozen=True)
class Packs:
    """Packs by language, and the part that is the same in all of them."""

    packs: Latest[Pack] = field(default_factory=Latest)
    searches: Latest[Part] = field(default_factory=Latest)


def may_be_kept_at_once(card: Card, edition: Edition) -> bool:
    """Say whether an entry is kept with the whole offer: phones are shared."""
    return edition.vocabulary.private.isdisjoint(card.topics)


def files_of(
    files: StaticFiles, addresses: Iterable[str]
) -> tuple[tuple[str, int], ...]:
    """Return addresses below `/static/` with the bytes that each costs to download."""
    named = {f"/static/{name}": file for name, file in files.files.items()}
    return tuple(
        (address, min(len(named[address].brotli), len(named[address].plain)))
        for address in addresses
    )
