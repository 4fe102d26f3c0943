"""What stated facts prefer: a day, a price, a way in. Never a silent filter."""

import numpy as np
from numpy.typing import NDArray

from localoffer.search.catalogue import Catalogue
from localoffer.search.ranking import WEIGHTS

Wants = tuple[tuple[str, str], ...]


def preferred(catalogue: Catalogue, wants: Wants) -> NDArray[np.float32]:
    """Return what each entry gains or loses; nothing where it does not state it."""
    gains = np.zeros(len(catalogue.cards), dtype=np.float32)
    for facet, value in wants:
        column = catalogue.column(facet, value)
        if column is not None:
            states = catalogue.stated[:, catalogue.facets.index(facet)].astype(bool)
            has = catalogue.hot[:, column].astype(bool)
            gains[has] += WEIGHTS["wanted"]
            gains[states & ~has] += WEIGHTS["unwanted"]
    return gains


def kept(
    catalogue: Catalogue, wants: Wants, number: int
) -> tuple[tuple[str, str], ...]:
    """Return the wanted values that an entry states."""
    columns = ((want, catalogue.column(*want)) for want in wants)
    return tuple(w for w, at in columns if at is not None and catalogue.hot[number, at])
