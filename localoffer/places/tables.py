"""The tables of content/places/, read into a gazetteer, with every problem found."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from localoffer.content.fields import Plain, Record
from localoffer.content.frontmatter import read_fields
from localoffer.content.problems import Problem
from localoffer.content.records import build
from localoffer.places.gazetteer import (
    Gazetteer,
    PostcodeTable,
    Row,
    Spot,
    plain_name,
)

Model = TypeVar("Model", bound=Record)
HEADS = {
    "outcodes": "outcode,easting,northing,council",
    "sectors": "sector,easting,northing,council",
    "postcodes": "postcode,easting,northing,council",
}
ROW = re.compile(
    r"^([A-Z0-9 ]{2,8}),([0-9]{1,6}),([0-9]{1,7}),([A-Z0-9]*)$", re.MULTILINE
)
NAMES_FILE = "neighbourhoods.yaml"
REMAKE = "Run .venv/bin/python scripts/places to make this table again."


class Council(Record):
    """A council's code in the tables, and its name."""

    code: Plain
    name: Plain


class Councils(Record):
    """The file of councils."""

    councils: tuple[Council, ...]


class Named(Record):
    """A place by name: where it is, by districts, a postcode or a position."""

    name: Plain
    also_called: tuple[Plain, ...] = ()
    basis: Plain | None = None
    districts: tuple[Plain, ...] = ()
    sectors: tuple[Plain, ...] = ()
    postcode: Plain | None = None
    easting: int | None = None
    northing: int | None = None


class Neighbourhoods(Record):
    """The file of names: the area, its neighbourhoods and its landmarks."""

    council: Plain
    area: Named
    neighbourhoods: tuple[Named, ...]
    landmarks: tuple[Named, ...] = ()


@dataclass
class _Shelf:
    """Gathers problems while the tables are read."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def trouble(self, file: str, line: int, wrong: str, write: str) -> None:
        self.problems.append(Problem(f"places/{file}", line, "", wrong, write))

    def table(self, name: str) -> str:
        """Return a table's rows, a line break before and after each."""
        path = self.folder / f"{name}.csv"
        if not path.is_file():
            self.trouble(path.name, 1, "this table is missing", REMAKE)
            return "\n"
        head, _, rows = path.read_text("utf-8", errors="replace").partition("\n")
        if head != HEADS[name]:
            self.trouble(path.name, 1, f"it does not begin {HEADS[name]}", REMAKE)
            return "\n"
        if len(ROW.findall(rows)) != rows.count("\n"):
            return self.good_rows(path.name, rows)
        return f"\n{rows}"

    def good_rows(self, file: str, rows: str) -> str:
        """Return the rows that can be read, and note the others."""
        kept = []
        for number, row in enumerate(rows.splitlines(), start=2):
            if ROW.fullmatch(row):
                kept.append(row)
            else:
                self.trouble(file, number, "this row cannot be read", REMAKE)
        return "\n".join(["", *kept, ""])

    def rows(self, name: str) -> dict[str, Row]:
        return {
            key: (int(easting), int(northing), council)
            for key, easting, northing, council in ROW.findall(self.table(name))
        }

    def file(self, file: str, model: type[Model]) -> Model | None:
        path = self.folder / file
        if not path.is_file():
            self.trouble(file, 1, "this file is missing", "Write it.")
            return None
        document, problems = read_fields(path.read_bytes(), f"places/{file}")
        self.problems += problems
        if document is None:
            return None
        record, problems = build(model, document, f"places/{file}")
        self.problems += problems
        return record


@dataclass(frozen=True)
class _NamedSpots:
    """Places by their plain names, as one file gives them."""

    tables: Gazetteer
    council: str | None
    shelf: _Shelf

    def of(self, places: Iterable[tuple[Named, str]]) -> dict[str, Spot]:
        spots: dict[str, Spot] = {}
        for place, kind in places:
            spot = self.spot(place, kind)
            names = map(plain_name, (place.name, *place.also_called) if spot else ())
            for name in names:
                if spot and spots.setdefault(name, spot) != spot:
                    self.twice(name, place.name, spots[name].label)
        return spots

    def spot(self, place: Named, kind: str) -> Spot | None:
        row = _position(place, self.tables)
        if row is None:
            wrong = f"the tables do not say where {place.name} is"
            write = "Give a district, sector or postcode that is in the tables."
            self.shelf.trouble(NAMES_FILE, 1, wrong, write)
            return None
        return Spot(place.name, *row, self.council, kind)

    def twice(self, name: str, one: str, other: str) -> None:
        wrong = f"{one} and {other} are both called {name}"
        self.shelf.trouble(NAMES_FILE, 1, wrong, "Keep the name at one of them.")


def read_gazetteer(folder: Path) -> tuple[Gazetteer, list[Problem]]:
    """Return the gazetteer of a places folder, and all that is wrong in it.

    What cannot be read is left out, so that the rest can still be found.
    """
    shelf = _Shelf(folder)
    councils = shelf.file("councils.yaml", Councils)
    tables = Gazetteer(
        outcodes=shelf.rows("outcodes"),
        sectors=shelf.rows("sectors"),
        postcodes=PostcodeTable(shelf.table("postcodes")),
        names={},
        landmarks={},
        councils={c.code: c.name for c in councils.councils} if councils else {},
    )
    file = shelf.file(NAMES_FILE, Neighbourhoods)
    if file is None:
        return tables, shelf.problems
    spots = _NamedSpots(tables, tables.councils.get(file.council), shelf)
    places = [(file.area, "area"), *((n, "neighbourhood") for n in file.neighbourhoods)]
    landmarks = [(named, "landmark") for named in file.landmarks]
    named = replace(tables, names=spots.of(places), landmarks=spots.of(landmarks))
    return named, shelf.problems


def _position(place: Named, plain: Gazetteer) -> tuple[int, int] | None:
    """Return the most exact position that the record gives."""
    if place.easting is not None and place.northing is not None:
        return place.easting, place.northing
    if place.postcode is not None:
        spot = plain.find(place.postcode)
        return (spot.easting, spot.northing) if spot else None
    table = plain.sectors if place.sectors else plain.outcodes
    rows = [table[key] for key in place.sectors or place.districts if key in table]
    if not rows:
        return None
    return sum(r[0] for r in rows) // len(rows), sum(r[1] for r in rows) // len(rows)
