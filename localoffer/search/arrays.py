"""What every part of search does with arrays of entries."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.floating | np.integer]
Places = NDArray[np.intp]


def mapped(path: Path) -> NDArray[Any]:
    """Return an array that stays in its file, shared by all who read it."""
    # A plain view: numpy's own class for mapped files makes each slice slower.
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def least(keys: Keys, count: int) -> Places:
    """Return where the least keys stand, in order, equal ones by place.

    Only those near the front are sorted: a page needs ten of fifty thousand.
    """
    if count >= len(keys):
        return np.argsort(keys, kind="stable")
    if count <= 0:
        return np.zeros(0, dtype=np.intp)
    last = np.partition(keys, count - 1)[count - 1]
    near = np.flatnonzero(keys <= last)
    return near[np.argsort(keys[near], kind="stable")[:count]]


def listed(places: Places) -> list[int]:
    """Return places as plain numbers."""
    numbers: list[int] = places.tolist()
    return numbers
