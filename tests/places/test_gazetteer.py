"""Places found by name and by postcode."""

import pytest
from hypothesis import given, strategies as st

from localoffer.places.gazetteer import (
    Gazetteer,
    PostcodeTable,
    Spot,
    miles,
    plain_name,
)

METRES = st.integers(min_value=0, max_value=1_300_000)
SPOTS = st.builds(Spot, st.just("x"), METRES, METRES, st.none(), st.just("district"))


@pytest.fixture
def gazetteer() -> Gazetteer:
    oldbrook = Spot("Oldbrook", 486_000, 238_000, "Home Council", "neighbourhood")
    return Gazetteer(
        outcodes={"MK6": (486_352, 237_689, "H"), "MK17": (491_000, 235_000, "N")},
        sectors={"MK6 5": (486_322, 237_235, "H")},
        postcodes=PostcodeTable("\nMK6 5LD,486836,237194,\nMK6 5ZZ,486000,237000,N\n"),
        names={"oldbrook": oldbrook},
        landmarks={"hospital": Spot("Hospital", 1, 2, None, "landmark")},
        councils={"H": "Home Council", "N": "Next Council"},
    )


@given(SPOTS, SPOTS)
def test_the_way_there_is_as_long_as_the_way_back(a: Spot, b: Spot) -> None:
    assert miles(a, b) == miles(b, a)
    assert miles(a, a) == 0


@given(SPOTS, SPOTS, SPOTS)
def test_a_detour_is_never_shorter(a: Spot, b: Spot, c: Spot) -> None:
    assert miles(a, c) <= miles(a, b) + miles(b, c) + 1e-6


def test_a_mile_is_a_mile() -> None:
    start = Spot("a", 0, 0, None, "district")
    end = Spot("b", 1609, 0, None, "district")

    assert miles(start, end) == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize(
    ("typed", "label", "kind", "council"),
    [
        ("mk65ld", "MK6 5LD", "postcode", "Home Council"),
        ("MK6 5ZZ", "MK6 5ZZ", "postcode", "Next Council"),
        ("MK6 5AA", "MK6 5", "sector", "Home Council"),
        ("MK6 5", "MK6 5", "sector", "Home Council"),
        ("MK6 9AA", "MK6", "district", "Home Council"),
        ("MK17 8AA", "MK17", "district", "Next Council"),
        ("Oldbrook", "Oldbrook", "neighbourhood", "Home Council"),
        ("  OLDBROOK! ", "Oldbrook", "neighbourhood", "Home Council"),
        ("oldbrok", "Oldbrook", "neighbourhood", "Home Council"),
        ("the Hospital", "Hospital", "landmark", None),
        ("12 High Street, MK6 5LD", "MK6 5LD", "postcode", "Home Council"),
    ],
)
def test_a_place_is_found(
    gazetteer: Gazetteer, typed: str, label: str, kind: str, council: str | None
) -> None:
    spot = gazetteer.find(typed)

    assert spot is not None
    assert (spot.label, spot.kind, spot.council) == (label, kind, council)


@pytest.mark.parametrize(
    "typed", ["", "B1 1AA", "old brook", "brook", "the", "MK6 5LD or MK17", "\0", "٣"]
)
def test_what_is_not_known_is_not_guessed(gazetteer: Gazetteer, typed: str) -> None:
    assert gazetteer.find(typed) is None


def test_a_landmark_is_no_place_in_a_sentence(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("hospital") is None


def test_our_own_districts_may_be_written_loosely(gazetteer: Gazetteer) -> None:
    found = gazetteer.postcodes_in("help in mk 6, not so 3")

    assert [str(one.postcode) for one in found] == ["MK6"]


def test_an_empty_gazetteer_finds_nothing() -> None:
    empty = Gazetteer.empty()

    assert empty.find("MK6 5LD") is None
    assert empty.find("Oldbrook") is None
    assert empty.postcodes_in("mk 6") == []


@given(st.text())
def test_a_plain_name_is_already_plain(text: str) -> None:
    assert plain_name(plain_name(text)) == plain_name(text) or text.count("the") > 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Lakes Estate", "lakes estate"),
        ("St. Giles’ Walk", "st giles walk"),
        ("Café", "CAFE"),
        ("Bow & Brickhill", "bow and brickhill"),
    ],
)
def test_one_name_in_two_spellings_is_one_name(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)
