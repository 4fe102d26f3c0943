"""Rows in one file with an offset table, each read and decoded when asked for."""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar, overload
from weakref import finalize

import numpy as np

Made = TypeVar("Made")


def write_rows(folder: Path, name: str, rows: Iterable[Any]) -> None:
    """Write rows of plain values, each as JSON, and where each begins."""
    offsets, data = [0], bytearray()
    for row in rows:
        data += json.dumps(
            row, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
        offsets.append(len(data))
    (folder / f"{name}.bin").write_bytes(bytes(data))
    np.save(folder / f"{name}.npy", np.array(offsets, dtype=np.int64))


class Rows(Sequence[Made], Generic[Made]):
    """A sequence that makes each of its members anew when it is asked for.

    The file is read, not mapped: what is decoded is a copy, and mapped pages would
    count as memory of the process for as long as it lives.
    """

    def __init__(self, folder: Path, name: str, make: Callable[[Any], Made]) -> None:
        """Open the file; `make` is given a row."""
        self._offsets = np.load(folder / f"{name}.npy", allow_pickle=False)
        self._make = make
        self._file = os.open(folder / f"{name}.bin", os.O_RDONLY)
        finalize(self, os.close, self._file)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, at: int) -> Made: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Made, ...]: ...
    def __getitem__(self, at: int | slice) -> Made | tuple[Made, ...]:
        """Return what is made of a row, or of a slice of rows."""
        if isinstance(at, slice):
            return tuple(self._one(number) for number in range(len(self))[at])
        return self._one(range(len(self))[at])

    def _one(self, number: int) -> Made:
        first, last = int(self._offsets[number]), int(self._offsets[number + 1])
        # With its own offset: threads share the file.
        return self._make(json.loads(os.pread(self._file, last - first, first)))
