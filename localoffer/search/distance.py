"""Miles from a place to each entry's nearest venue."""

import numpy as np
from numpy.typing import NDArray

from localoffer.places.gazetteer import Spot
from localoffer.search.catalogue import Catalogue

METRES_A_MILE = 1609.344


def miles_from(catalogue: Catalogue, spot: Spot | None) -> NDArray[np.float32]:
    """Return miles by entry; NaN where an entry has no venue or there is no place.

    Naming the whole area measures nothing: every venue of it is as good.
    """
    miles = np.full(len(catalogue.cards), np.nan, dtype=np.float32)
    if spot is not None and spot.kind != "area":
        across = catalogue.spots[:, 1] - spot.easting
        up = catalogue.spots[:, 2] - spot.northing
        each = (np.hypot(across, up) / METRES_A_MILE).astype(np.float32)
        np.fmin.at(miles, catalogue.spots[:, 0], each)
    return miles
