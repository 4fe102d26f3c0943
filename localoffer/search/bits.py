"""Entries as bits, so that counting is an AND and a population count."""

import numpy as np
from numpy.typing import NDArray

WORD = 64
Bits = NDArray[np.uint64]
Counts = NDArray[np.int64]


def packed(rows: NDArray[np.bool_]) -> Bits:
    """Return masks of entries as words of 64 bits; the last is filled with zeros."""
    spare = -rows.shape[-1] % WORD
    widths = [(0, 0)] * (rows.ndim - 1) + [(0, spare)]
    whole = np.packbits(np.pad(rows, widths), axis=-1)
    return np.ascontiguousarray(whole).view(np.uint64)


def counted(bits: Bits, mask: Bits) -> Counts:
    """Return how many entries of a mask each row of bits holds."""
    return np.asarray(np.bitwise_count(bits & mask).sum(axis=-1, dtype=np.int64))
