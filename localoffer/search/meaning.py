"""Meaning beyond words: vectors of what families say, and how near a question comes.

Each topic has a few passages, made of its phrases; a question is held against all of
them. The model is optional. Without one, nothing is written, nothing is opened, and
search goes by words alone. A model orders topics; it never makes an answer sure, for
what it puts first for "bin day" is as near as what it puts first in Tamil.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from localoffer.content.vocabulary import ELSEWHERE, Topic

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]
Kept = Mapping[str, NDArray[np.float16]]

VECTORS, MODEL = "vectors.npy", "vectors.json"
LONGEST_QUESTION = 300  # characters; the time a model takes grows with them
PHRASES = 8  # in a passage: enough to say what the topic is, few enough to differ
MOST_PHRASES = 64  # of a topic; twice as many found no more and took twice as long
NEAREST = 3  # passages of a topic that speak for it
SPAN = 4.0  # standard deviations that count as one; the nearest topic is rarely further


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
        """Return a row of unit length for each passage."""
        ...

    def ask(self, text: str) -> Vector:
        """Return a question's vector, of unit length."""
        ...


@dataclass(frozen=True)
class Vectors:
    """A row of unit length for each passage, and the topic it is of, in runs.

    `firsts` are the first rows of the `slugs`; `digest` is that of the model.
    """

    digest: str
    slugs: tuple[str, ...]
    firsts: tuple[int, ...]
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

    def sense(self, text: str) -> dict[str, float]:
        """Return how far each topic stands out: 0 as most do, about 1 the nearest.

        Models differ in what a cosine is worth, and so do questions; how far one
        topic stands out from the others does not.
        """
        asked = text[:LONGEST_QUESTION].strip()
        if not asked or not self.vectors.slugs:
            return {}
        near = nearness(
            similarities(self.embedder.ask(asked), self.vectors.matrix),
            self.vectors.firsts,
        )
        apart = float(near.std()) * SPAN
        if apart == 0:
            return {}
        out = (near - near.mean()) / apart
        return dict(zip(self.vectors.slugs, out.tolist(), strict=True))


def nearness(cosines: Vector, firsts: Sequence[int]) -> Vector:
    """Return the mean of the nearest passages of each topic."""
    ends = (*firsts[1:], len(cosines))
    best = (
        np.sort(cosines[first:last])[-NEAREST:].mean()
        for first, last in zip(firsts, ends, strict=True)
    )
    return np.fromiter(best, dtype=np.float32)


def passages(topics: Iterable[Topic]) -> dict[str, tuple[str, ...]]:
    """Return the texts whose vectors stand for each topic."""
    return {topic.slug: _passages(topic) for topic in topics}


def _passages(topic: Topic) -> tuple[str, ...]:
    count = len(topic.phrases)
    # What is elsewhere is many things that have nothing in common: all are said.
    most = count if topic.slug == ELSEWHERE else min(count, MOST_PHRASES)
    # Evenly spread, for neighbours in the file mean much the same.
    spread = [topic.phrases[at * count // most] for at in range(most)]
    runs = (", ".join(spread[at : at + PHRASES]) for at in range(0, most, PHRASES))
    return (f"{topic.label}. {topic.words}", *runs)


def model_digest(embedder: Embedder | None) -> str:
    """Return what an edition's digest takes of the model."""
    return embedder.digest if embedder else "none"


def similarities(vector: Vector, matrix: Matrix) -> Vector:
    """Return the cosine of a question's vector with each row; both of unit length."""
    return np.asarray(matrix @ vector, dtype=np.float32)


def write_vectors(
    folder: Path,
    embedder: Embedder | None,
    texts: Mapping[str, Sequence[str]],
    cache_file: Path,
) -> None:
    """Write the vectors of topics' passages; only those of new ones are computed.

    The cache is kept by the digest of model and text. It holds what this build used
    and nothing older, and losing it only costs time.
    """
    if embedder is None:
        return
    said = {slug: rows for slug, rows in texts.items() if rows}
    each = [text for rows in said.values() for text in rows]
    keys = [_key(embedder, text) for text in each]
    kept = _filled(embedder, dict(zip(keys, each, strict=True)), _kept(cache_file))
    rows = [kept[key] for key in keys]
    matrix = np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float16)
    np.save(folder / VECTORS, matrix, allow_pickle=False)
    firsts = np.cumsum([0, *(len(rows) for rows in said.values())])[:-1]
    model = {
        "name": embedder.name,
        "digest": embedder.digest,
        "slugs": list(said),
        "firsts": firsts.tolist(),
    }
    (folder / MODEL).write_text(json.dumps(model, sort_keys=True), "utf-8")
    _keep(cache_file, kept)


def open_vectors(folder: Path) -> Vectors | None:
    """Return the vectors in a folder, or None when it was built without a model."""
    if not (folder / MODEL).exists():
        return None
    model = json.loads((folder / MODEL).read_text("utf-8"))
    halves = np.load(folder / VECTORS, allow_pickle=False)
    return Vectors(
        str(model["digest"]),
        tuple(model["slugs"]),
        tuple(model["firsts"]),
        unit(halves),
    )


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
