"""The places in an edition are those that were read from the tables."""

from pathlib import Path

from localoffer.places.atlas import open_atlas, write_atlas
from localoffer.places.gazetteer import Gazetteer
from localoffer.places.tables import read_gazetteer

PLACES = Path(__file__).parents[2] / "content" / "places"


def test_an_opened_atlas_is_the_gazetteer_that_was_written(tmp_path: Path) -> None:
    gazetteer, _ = read_gazetteer(PLACES)

    write_atlas(tmp_path, gazetteer)

    assert gazetteer.names
    assert open_atlas(tmp_path) == gazetteer


def test_an_empty_atlas_finds_nothing(tmp_path: Path) -> None:
    write_atlas(tmp_path, Gazetteer.empty())

    assert open_atlas(tmp_path) == Gazetteer.empty()
