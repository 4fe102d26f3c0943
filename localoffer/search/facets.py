"""Filters with three states, and counts of what each further filter would bring.

Within one facet values are joined by or, between facets by and. An entry that does
not state a filtered fact neither fits nor is lost: it may fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from localoffer.search.bits import Counts, counted, packed
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
    whole = counted(catalogue.bits, packed(found.fitting(base)))
    facets = []
    for name in catalogue.facets:
        first, last = catalogue.span(name)
        sums = whole[first:last]
        if name in found.fits:
            rows = packed(found.fitting(base, but=name))
            sums = counted(catalogue.bits[first:last], rows)
        facets.append(_facet(catalogue, name, chosen.get(name, ()), sums))
    return tuple(facets)


def _facet(
    catalogue: Catalogue, name: str, chosen: tuple[str, ...], sums: Counts
) -> Facet:
    first, last = catalogue.span(name)
    values = (
        FacetValue(value, int(total), value in chosen)
        for (_, value), total in zip(
            catalogue.columns[first:last], sums.tolist(), strict=True
        )
        if value in chosen or (total and is_shown(name, value))
    )
    return Facet(name, tuple(values))


def is_shown(name: str, value: str) -> bool:
    """Hide single years, which only a typed age asks for: the bands stand for them."""
    return name != "age" or value in AGE_BANDS


def _at(catalogue: Catalogue, facet: str) -> int:
    return catalogue.facets.index(facet)
