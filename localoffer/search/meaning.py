"""Meaning beyond words: vectors of entries, and how close a question is to each.

The model is optional. Without one, nothing is written, nothing is opened, and search
goes by words and topics alone. A model orders and finds; it never makes an answer
sure, for what it puts first for "bin day" is as close as what it puts first in Tamil.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]
Kept = Mapping[str, NDArray[np.float16]]

VECTORS, MODEL = "vectors.npy", "vectors.json"
LONGEST_QUESTION = 300  # characters; the time a model takes grows with them
LONGEST_BODY = 300  # characters of an entry's body that say what it is about
BROUGHT = 5  # entries that meaning may bring where no word matches


class Embedder(Protocol):
    """Turns texts into vectors. Loads nothing until it is first asked."""

    @property
    def name(self) -> str:
        """Return what the model is called, for the doctor and the manifest."""
        ...

    @property
    def digest(self) -> str:
        """Return what changes when the same text may get another vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return a row of unit length for each text of an entry."""
        ...

    def ask(self, text: str) -> Vector:
        """Return a question's vector, of unit length."""
        ...


@dataclass(frozen=True)
class Vectors:
    """A row of unit length for each entry, and the digest of the model it is from."""

    digest: str
    matrix: Matrix


@dataclass(frozen=True)
class Meaning:
    """An embedder with the vectors it made: all that search needs of a model."""

    embedder: Embedder
    vectors: Vectors

    @classmethod
    def of(cls, embedder: Embedder | None, vectors: Vectors | None) -> "Meaning | None":
        """Return the two together; None when either is missing or they differ."""
        if embedder is None or vectors is None or embedder.digest != vectors.digest:
            return None
        return cls(embedder, vectors)

    def closeness(self, text: str) -> Vector:
        """Return how close each entry is to a question: 0 the farthest, 1 the closest.

        Models differ in what a cosine is worth, and so do questions; the span does not.
        """
        asked = text[:LONGEST_QUESTION].strip()
        if not asked or not len(self.vectors.matrix):
            return np.zeros(len(self.vectors.matrix), dtype=np.float32)
        return spread(similarities(self.embedder.ask(asked), self.vectors.matrix))


def entry_text(title: str, summary: str, labels: Sequence[str], body: str) -> str:
    """Return the words of an entry that its vector stands for."""
    return f"{title}. {summary} {', '.join(labels)}. {body[:LONGEST_BODY]}"


def model_digest(embedder: Embedder | None) -> str:
    """Return what an edition's digest takes of the model."""
    return embedder.digest if embedder else "none"


def similarities(vector: Vector, matrix: Matrix) -> Vector:
    """Return the cosine of a question's vector with each row; both of unit length."""
    return np.asarray(matrix @ vector, dtype=np.float32)


def spread(cosines: Vector) -> Vector:
    """Return cosines stretched to reach from 0 to 1; all 0 when they are equal."""
    least, most = float(cosines.min(initial=1.0)), float(cosines.max(initial=-1.0))
    if most <= least:
        return np.zeros(len(cosines), dtype=np.float32)
    return np.asarray((cosines - least) / (most - least), dtype=np.float32)


def closest(closeness: Vector, count: int = BROUGHT) -> NDArray[np.bool_]:
    """Return which entries are closest, equal ones by number; none when all are 0."""
    found = np.zeros(len(closeness), dtype=bool)
    found[np.argsort(-closeness, kind="stable")[:count]] = True
    return found & (closeness > 0)


def write_vectors(
    folder: Path, embedder: Embedder | None, texts: Sequence[str], cache_file: Path
) -> None:
    """Write the vectors of entries' texts; only those of new texts are computed.

    The cache is kept by the digest of model and text. It holds what this build used
    and nothing older, and losing it only costs time.
    """
    if embedder is None:
        return
    keys = [_key(embedder, text) for text in texts]
    kept = _filled(embedder, dict(zip(keys, texts, strict=True)), _kept(cache_file))
    rows = [kept[key] for key in keys]
    matrix = np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float16)
    np.save(folder / VECTORS, matrix, allow_pickle=False)
    model = {"name": embedder.name, "digest": embedder.digest}
    (folder / MODEL).write_text(json.dumps(model, sort_keys=True), "utf-8")
    _keep(cache_file, kept)


def open_vectors(folder: Path) -> Vectors | None:
    """Return the vectors in a folder, or None when it was built without a model."""
    if not (folder / MODEL).exists():
        return None
    model = json.loads((folder / MODEL).read_text("utf-8"))
    halves = np.load(folder / VECTORS, allow_pickle=False)
    return Vectors(str(model["digest"]), unit(halves))


def unit(rows: NDArray[np.floating]) -> Matrix:
    """Return rows as float32 of unit length; a row of zeros stays one."""
    whole = np.asarray(rows, dtype=np.float32)
    lengths = np.linalg.norm(whole, axis=-1, keepdims=True)
    return np.asarray(whole / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)


def _key(embedder: Embedder, text: str) -> str:
    return hashlib.sha256(f"{embedder.digest}\0{text}".encode()).hexdigest()


def _filled(embedder: Embedder, texts: Mapping[str, str], old: Kept) -> Kept:
    new = [key for key in texts if key not in old]
    rows = embedder.embed([texts[key] for key in new]) if new else ()
    made = {key: np.asarray(r, np.float16) for key, r in zip(new, rows, strict=True)}
    return {key: made[key] if key in made else old[key] for key in texts}


def _kept(file: Path) -> Kept:
    """Return the cached vectors; a file that cannot be read counts as empty."""
    try:
        with file.open("rb") as raw, np.load(raw, allow_pickle=False) as opened:
            return _rows(opened)
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile):
        return {}


def _rows(opened: NpzFile) -> Kept:
    keys, rows = opened["keys"], opened["rows"]
    return {str(key): row for key, row in zip(keys, rows, strict=True)}


def _keep(file: Path, kept: Kept) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    rows = np.array(list(kept.values()), dtype=np.float16)
    with aside.open("wb") as opened:
        np.savez(opened, keys=np.array(list(kept), dtype="U64"), rows=rows)
    aside.replace(file)
