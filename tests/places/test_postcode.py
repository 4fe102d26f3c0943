"""Postcodes, as people type them."""

import pytest
from hypothesis import given, strategies as st

from localoffer.places.postcode import (
    AREAS,
    INCODE,
    OUTCODE,
    Postcode,
    find_postcodes,
    parse_postcode,
)

OUTCODES: st.SearchStrategy[str] = st.from_regex(OUTCODE, fullmatch=True).filter(
    lambda code: any(code.startswith(a) and code[len(a)].isdigit() for a in AREAS)
)
ENDS = st.none() | st.from_regex(INCODE, fullmatch=True)
POSTCODES = st.builds(Postcode, OUTCODES, ENDS)


@given(POSTCODES)
def test_what_is_written_is_read_again(postcode: Postcode) -> None:
    assert parse_postcode(str(postcode)) == postcode


@given(POSTCODES)
def test_case_and_spaces_do_not_matter(postcode: Postcode) -> None:
    typed = f"  {str(postcode).lower().replace(' ', '')}."

    assert parse_postcode(typed) == postcode


@given(POSTCODES, st.sampled_from(["", "we live in ", "(", "near: "]))
def test_a_postcode_in_a_sentence_is_found_where_it_stands(
    postcode: Postcode, before: str
) -> None:
    text = f"{before}{postcode}, please"

    found = find_postcodes(text)

    assert [one.postcode for one in found] == [postcode]
    assert text[found[0].start : found[0].end] == str(postcode)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    read = parse_postcode(text)
    found = find_postcodes(text, {"MK"})

    assert read is None or parse_postcode(str(read)) == read
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mk6 5ld", "MK6 5LD"),
        ("MK65LD", "MK6 5LD"),
        ("mk 6 5ld", "MK6 5LD"),
        ("mk6-5ld", "MK6 5LD"),
        ("MK1O 9AB", "MK10 9AB"),
        ("mkio", "MK10"),
        ("0X4 1AA", "OX4 1AA"),
        ("MK6 SLD", None),
        ("MK6 5", "MK6 5"),
        ("mk6", "MK6"),
        ("MK10", "MK10"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("KS2", None),
        ("speech", None),
        ("MK6 5LDX", None),
        ("MK6/5LD", None),
        ("", None),
    ],
)
def test_slips_are_mended_and_nothing_else(typed: str, meant: str | None) -> None:
    read = parse_postcode(typed)

    assert (read and str(read)) == meant


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("sen clubs MK6", ["MK6"]),
        ("mk 3 drop in", ["MK3"]),
        ("so 3 schools said no", []),
        ("my son is in ks2 and is so slow", []),
        ("mk3 5yr old", ["MK3"]),
        ("mk6 2nd time", ["MK6"]),
        ("level b1 english", []),
        ("from MK9 3EJ or mk93ej", ["MK9 3EJ", "MK9 3EJ"]),
        ("moving to ox4", ["OX4"]),
        ("living in L1 now", ["L1"]),
    ],
)
def test_only_postcodes_are_found_in_sentences(said: str, places: list[str]) -> None:
    found = find_postcodes(said, {"MK"})

    assert [str(one.postcode) for one in found] == places


def test_a_postcode_knows_its_parts() -> None:
    whole, half, district = map(parse_postcode, ("MK6 5LD", "MK6 5", "N1"))

    assert whole
    assert half
    assert district
    assert (whole.area, whole.sector, whole.is_full) == ("MK", "MK6 5", True)
    assert (half.area, half.sector, half.is_full) == ("MK", "MK6 5", False)
    assert (district.area, district.sector, district.is_full) == ("N", None, False)
