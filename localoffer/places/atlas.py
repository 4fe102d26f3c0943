"""The gazetteer in an edition: what was read and checked once, as it was found."""

import json
from dataclasses import astuple
from pathlib import Path
from typing import Any

from localoffer.places.gazetteer import Gazetteer, PostcodeTable, Spot

ATLAS, POSTCODES = "atlas.json", "postcodes.csv"
TABLES, SPOTS = ("outcodes", "sectors"), ("names", "landmarks")


def write_atlas(folder: Path, gazetteer: Gazetteer) -> None:
    """Write the two files of a gazetteer."""
    row: dict[str, Any] = {"councils": dict(gazetteer.councils)}
    row |= {name: dict(getattr(gazetteer, name)) for name in TABLES}
    for name in SPOTS:
        spots = getattr(gazetteer, name)
        row[name] = {key: astuple(spot) for key, spot in spots.items()}
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    (folder / ATLAS).write_text(text, "utf-8")
    (folder / POSTCODES).write_text(gazetteer.postcodes.text, "utf-8")


def open_atlas(folder: Path) -> Gazetteer:
    """Return the gazetteer in a folder; nothing is checked again."""
    row = json.loads((folder / ATLAS).read_text("utf-8"))
    tables: dict[str, Any] = {
        name: {key: tuple(values) for key, values in row[name].items()}
        for name in TABLES
    }
    spots: dict[str, Any] = {
        name: {key: Spot(*values) for key, values in row[name].items()}
        for name in SPOTS
    }
    text = (folder / POSTCODES).read_text("utf-8")
    return Gazetteer(
        postcodes=PostcodeTable(text), councils=row["councils"], **tables, **spots
    )
