"""The tables of content/places/."""

import shutil
import time
from pathlib import Path

import pytest

from localoffer.content.problems import Problem
from localoffer.places.gazetteer import Gazetteer, miles
from localoffer.places.tables import read_gazetteer

PLACES = Path(__file__).parents[2] / "content" / "places"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    found, problems = read_gazetteer(PLACES)
    assert problems == []
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PLACES, tmp_path / "places"))


def test_every_council_of_the_tables_has_a_name(gazetteer: Gazetteer) -> None:
    rows = [*gazetteer.outcodes.values(), *gazetteer.sectors.values()]

    assert {row[2] for row in rows} <= set(gazetteer.councils)


def test_the_hospital_is_in_its_district(gazetteer: Gazetteer) -> None:
    hospital, district = gazetteer.find("MK6 5LD"), gazetteer.find("MK6")

    assert hospital is not None
    assert district is not None
    assert hospital.council == "Milton Keynes City Council"
    assert miles(hospital, district) < 1


@pytest.mark.parametrize(
    ("typed", "council"),
    [
        ("MK18 1AA", "Buckinghamshire Council"),
        ("LU1 3AA", "Luton Borough Council"),
        ("NN1 1AA", "West Northamptonshire Council"),
        ("HP1 1AA", "Hertfordshire County Council"),
        ("MK40 1AA", "Bedford Borough Council"),
    ],
)
def test_a_postcode_next_door_says_whose_it_is(
    gazetteer: Gazetteer, typed: str, council: str
) -> None:
    spot = gazetteer.find(typed)

    assert spot is not None
    assert spot.council == council


def test_every_name_is_near_its_area(gazetteer: Gazetteer) -> None:
    centre = next(s for s in gazetteer.names.values() if s.kind == "area")

    far = {s.label for s in gazetteer.names.values() if miles(s, centre) > 12}

    assert len(gazetteer.names) > 130
    assert far == set()


def test_the_tables_are_read_quickly() -> None:
    read_gazetteer(PLACES)
    times = []
    for _ in range(5):
        start = time.process_time()
        read_gazetteer(PLACES)
        times.append(time.process_time() - start)

    assert min(times) < 0.25  # about 0.03; a slip to parsing every row shows


def test_a_missing_folder_gives_problems_and_no_places(tmp_path: Path) -> None:
    found, problems = read_gazetteer(tmp_path / "nowhere")

    assert found == Gazetteer.empty()
    assert len(problems) == 5


def test_a_broken_row_is_named_and_the_others_stand(folder: Path) -> None:
    table = folder / "outcodes.csv"
    table.write_text(table.read_text("utf-8") + "MK99,far,away,\n", "utf-8")
    last = table.read_text("utf-8").count("\n")

    found, problems = read_gazetteer(folder)

    assert [(p.file, p.line) for p in problems] == [("places/outcodes.csv", last)]
    assert "MK6" in found.outcodes


def test_a_wrong_heading_is_named(folder: Path) -> None:
    (folder / "sectors.csv").write_text("sector;east\n", "utf-8")

    _, problems = read_gazetteer(folder)

    assert (
        Problem(
            "places/sectors.csv",
            1,
            "",
            "it does not begin sector,easting,northing,council",
            "Run .venv/bin/python scripts/places to make this table again.",
        )
        in problems
    )


@pytest.mark.parametrize(
    ("addition", "wrong"),
    [
        ("  - {name: Atlantis, districts: [ZZ9]}", "where Atlantis is"),
        ("  - {name: Nowhere}", "where Nowhere is"),
        ("  - {name: New, also_called: [CMK], districts: [MK1]}", "both called cmk"),
        ("  - {name: New, region: West}", "region"),
    ],
)
def test_a_name_that_cannot_be_placed_is_a_problem(
    folder: Path, addition: str, wrong: str
) -> None:
    file = folder / "neighbourhoods.yaml"
    text = file.read_text("utf-8")
    changed = text.replace("landmarks:", f"{addition}\nlandmarks:")
    file.write_text(changed, "utf-8")

    _, problems = read_gazetteer(folder)

    assert len(problems) == 1
    assert wrong in f"{problems[0].field} {problems[0].wrong}"
