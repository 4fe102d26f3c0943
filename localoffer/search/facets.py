"""Filters with three states, and counts of what each further filter would bring.

Within one facet values are joined by or, between facets by and. An entry that does
not state a filtered fact neither fits nor is lost: it may fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from localoffer.search.catalogue import Catalogue

Mask = NDArray[np.bool_]
Filters = tuple[tuple[str, tuple[str, ...]], ...]
AGE_BANDS = {
    "0-4": (0, 4),
    "5-10": (5, 10),
    "11-15": (11, 15),
    "16-18": (16, 18),
    "19-25": (19, 25),
}


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, and how many fitting entries have it."""

    value: str
    count: int
    is_selected: bool


@dataclass(frozen=True)
class Facet:
    """A facet with the values worth showing."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Sieve:
    """For each filtered facet, which entries fit and which do not state it."""

    fits: Mapping[str, Mask]
    silent: Mapping[str, Mask]
    unknown: tuple[tuple[str, str], ...]

    def fitting(self, base: Mask, but: str = "") -> Mask:
        """Return the entries of `base` that fit every filter, one facet left out."""
        found = base.copy()
        for facet, mask in self.fits.items():
            if facet != but:
                found &= mask
        return found

    def possible(self, base: Mask) -> Mask:
        """Return the entries of `base` that no filter rules out."""
        found = base.copy()
        for facet, mask in self.fits.items():
            found &= mask | self.silent[facet]
        return found


def sieve(catalogue: Catalogue, filters: Filters) -> Sieve:
    """Return what the filters say of each entry; unknown values are set apart."""
    fits: dict[str, Mask] = {}
    silent: dict[str, Mask] = {}
    unknown: list[tuple[str, str]] = []
    for facet, values in filters:
        columns = {value: catalogue.column(facet, value) for value in values}
        unknown += [(facet, value) for value, at in columns.items() if at is None]
        known = [at for at in columns.values() if at is not None]
        if known:
            fits[facet] = np.asarray(catalogue.hot[:, known].any(axis=1), bool)
            silent[facet] = ~catalogue.stated[:, _at(catalogue, facet)].astype(bool)
    return Sieve(fits, silent, tuple(unknown))


def count(
    catalogue: Catalogue, filters: Filters, found: Sieve, base: Mask
) -> tuple[Facet, ...]:
    """Return every facet with its counts, as if it alone were not yet filtered."""
    chosen = dict(filters)
    return tuple(
        _facet(catalogue, name, chosen.get(name, ()), found.fitting(base, but=name))
        for name in catalogue.facets
    )


def _facet(
    catalogue: Catalogue, name: str, chosen: tuple[str, ...], rows: Mask
) -> Facet:
    first, last = _columns(catalogue, name)
    sums = catalogue.hot[rows, first:last].sum(axis=0, dtype=np.int64)
    values = (
        FacetValue(value, int(total), value in chosen)
        for (_, value), total in zip(
            catalogue.columns[first:last], sums.tolist(), strict=True
        )
        if value in chosen or (total and _is_shown(name, value))
    )
    return Facet(name, tuple(values))


def _is_shown(name: str, value: str) -> bool:
    """Hide single years, which only a typed age asks for: the bands stand for them."""
    return name != "age" or value in AGE_BANDS


def _at(catalogue: Catalogue, facet: str) -> int:
    return catalogue.facets.index(facet)


def _columns(catalogue: Catalogue, facet: str) -> tuple[int, int]:
    at = [n for n, (name, _) in enumerate(catalogue.columns) if name == facet]
    return (at[0], at[-1] + 1) if at else (0, 0)
