"""A reference can be read aloud, written down and typed in badly."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given, strategies as st

from localoffer.feedback.model import ALPHABET, grouped, new_reference, read_reference
from localoffer.web.limits import LOOK_UPS
from tests.fresh import submission_in

UNKNOWN = "/feedback/7K3M-9QTX-2HBA"
SIGNS = st.text(ALPHABET, min_size=12, max_size=12)
SLIPS = {"0": "0oO", "1": "1iIlL"}


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, str]:
    """Give a reference, and how somebody may type it."""
    signs = draw(SIGNS)
    gap = st.text(" -–.\t", max_size=2)
    parts = [
        draw(gap) + draw(st.sampled_from(SLIPS.get(s, s + s.lower()))) for s in signs
    ]
    return grouped(signs), "".join(parts) + draw(gap)


@given(SIGNS)
def test_a_reference_is_three_groups_of_four(signs: str) -> None:
    left = iter(signs)

    reference = new_reference(lambda _alphabet: next(left))

    assert [len(group) for group in reference.split("-")] == [4, 4, 4]
    assert reference.replace("-", "") == signs
    assert read_reference(reference) == reference


@given(typed())
def test_slips_of_the_hand_are_forgiven(pair: tuple[str, str]) -> None:
    reference, as_typed = pair

    assert read_reference(as_typed) == reference


@given(st.text(max_size=30))
def test_any_text_is_a_whole_reference_or_none(text: str) -> None:
    read = read_reference(text)

    assert read is None or read_reference(read) == read


@pytest.mark.parametrize("text", ["", "7K3M", "7K3M-9QTX-2HBU", "7K3M-9QTX-2HBA-0"])
def test_what_is_no_reference_is_none(text: str) -> None:
    assert read_reference(text) is None


def test_the_box_leads_to_the_receipt_without_the_words(door: FlaskClient) -> None:
    form = {
        "words": "Planted words",
        "easier": "planted wish",
        "submission": submission_in(door),
    }
    reference = door.post("/feedback", data=form).location.removeprefix("/feedback/")

    answer = door.get("/feedback", query_string={"reference": f" {reference.lower()} "})
    receipt = door.get(answer.location)

    assert answer.status_code == 303
    assert receipt.status_code == 200
    assert reference in receipt.text
    assert "lanted" not in receipt.text


def test_a_text_that_is_no_reference_is_told_at_its_box(door: FlaskClient) -> None:
    answer = door.get("/feedback?reference=hello")

    assert answer.status_code == 400
    assert "three groups of four signs, like 7K3M-9QTX-2HBA." in answer.text
    assert "<title>Problem:" in answer.text


@pytest.mark.parametrize("text", ["7K3M-9QTX-2HBA", "x", "%00", "%ff", "a" * 3000])
def test_an_unknown_reference_is_told_and_can_be_typed_again(
    door: FlaskClient, text: str
) -> None:
    answer = door.get(f"/feedback/{text}")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'name="reference"' in answer.text


def test_look_ups_are_limited_by_sender(door: FlaskClient) -> None:
    statuses = [door.get(UNKNOWN).status_code for _ in range(LOOK_UPS.most + 1)]
    elsewhere = door.get(UNKNOWN, environ_overrides={"REMOTE_ADDR": "2001:db8:0:1::1"})

    assert statuses == [404] * LOOK_UPS.most + [429]
    assert elsewhere.status_code == 404


def test_who_looks_too_often_is_told_when_to_come_back(door: FlaskClient) -> None:
    for _ in range(LOOK_UPS.most):
        door.get(UNKNOWN)

    answer = door.get(UNKNOWN)

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Please wait a little" in answer.text
