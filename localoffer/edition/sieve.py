"""Many words in few bits, for a phone: whether a word is one of them, nearly always.

A Bloom filter. It never denies a word that it holds; it takes about two in a thousand
others for one. The words as they stand would be twice as much to download.
"""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

BITS, LOOKS = 13, 9  # for each word; what is best for two mistakes in a thousand
BASIS, PRIME = 0x811C9DC5, 0x01000193  # FNV-1a
MIXERS = (0x85EBCA6B, 0xC2B2AE35)


def sieve_of(words: Sequence[str]) -> dict[str, Any]:
    """Return the filter of some words as plain data; words not ASCII are left out."""
    plain = [word for word in words if word.isascii()]
    size = max(64, len(plain) * BITS)
    bits = np.zeros(size, dtype=bool)
    if plain:
        bits[places(plain, size)] = True
    packed = np.packbits(bits, bitorder="little").tobytes()
    return {"size": size, "looks": LOOKS, "bits": b64encode(packed).decode("ascii")}


def places(words: Sequence[str], size: int) -> NDArray[np.int64]:
    """Return the bits that stand for words, a column for each look."""
    first = _hashes(words)
    step = _mixed(first) | np.uint64(1)
    looks = np.arange(LOOKS, dtype=np.uint64)
    # Sums of 32 bits, as JavaScript counts them.
    sums = (first[None, :] + looks[:, None] * step[None, :]) & np.uint64(0xFFFFFFFF)
    return (sums % np.uint64(size)).astype(np.int64)


def _hashes(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return the FNV-1a hash of each word, 32 bits."""
    signs = np.array([word.encode("ascii") for word in words])
    width = signs.dtype.itemsize
    table = signs.view(np.uint8).reshape(len(words), width).astype(np.uint64)
    total = np.full(len(words), BASIS, dtype=np.uint64)
    for column in table.T:
        grown = ((total ^ column) * np.uint64(PRIME)) & np.uint64(0xFFFFFFFF)
        total = np.where(column > 0, grown, total)
    return total


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return other numbers of 32 bits, each of its bits depending on all."""
    mixed = numbers
    for shift, mixer in zip((16, 13), MIXERS, strict=True):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(mixer)
        mixed &= np.uint64(0xFFFFFFFF)
    return mixed ^ (mixed >> np.uint64(16))
