"""The grounds of ranking as arrays in an edition, mapped when it is opened."""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from localoffer.search.arrays import mapped
from localoffer.search.ranking import Grounds

NAMES = "grounds.json"


def write_grounds(folder: Path, grounds: Grounds) -> None:
    """Write a file for each field; a mapping's arrays as one, with their names."""
    names = {}
    for field in fields(Grounds):
        value = getattr(grounds, field.name)
        if isinstance(value, Mapping):
            names[field.name] = list(value)
            value = np.array(list(value.values()))
        np.save(folder / f"grounds-{field.name}.npy", value, allow_pickle=False)
    (folder / NAMES).write_text(json.dumps(names, sort_keys=True), "utf-8")


def open_grounds(folder: Path) -> Grounds:
    """Return the grounds in a folder; OSError when other code wrote them."""
    names = json.loads((folder / NAMES).read_text("utf-8"))
    values: dict[str, Any] = {
        field.name: mapped(folder / f"grounds-{field.name}.npy")
        for field in fields(Grounds)
    }
    for field, rows in names.items():
        values[field] = dict(zip(rows, values[field], strict=True))
    return Grounds(**values)
