"""The inbox: what is urgent and oldest first, counted, filtered, searched."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from localoffer.feedback import store as feedback
from localoffer.review.store import PAGE
from localoffer.web.clock import utc_now
from tests.fresh import database_of
from tests.review.desk import comment, put_in, steps_of
from tests.signed import signed_in


def listed(client: FlaskClient, query: str = "") -> list[str]:
    shown = BeautifulSoup(client.get(f"/desk/?{query}").text, "html.parser")
    return [bdi.text for bdi in shown.select("ul.cards h2 bdi")]


def test_urgent_ones_come_first_and_then_the_oldest(
    fresh: Flask, rep: FlaskClient
) -> None:
    now = utc_now()
    days = [comment(fresh, created_at=now - timedelta(days=n)) for n in (1, 9, 40)]
    urgent = comment(fresh, "He has a knife.", urgent=True, created_at=now)

    assert listed(rep) == [urgent, days[2], days[1], days[0]]
    assert listed(rep, "age=older") == [days[2]]
    assert listed(rep, "age=month") == [days[1]]
    assert listed(rep, "age=week") == [urgent, days[0]]
    assert "Over four weeks: overdue: 1" in rep.get("/desk/").text


def test_filters_and_words_narrow_it(fresh: Flask, rep: FlaskClient) -> None:
    one = comment(fresh, "The 100% cold_hall", about="camhs", topic="sleep")
    two = comment(fresh, "Something else", kind="correction")
    put_in(fresh, two, "in-review", ready=False)

    for query, found in (
        ("topic=sleep", [one]), ("about=camhs", [one]), ("kind=correction", [two]),
        ("state=in-review", [two]), ("text=100%25+COLD", [one]), ("text=%25", [one]),
        ("text=_", [one]), ("text=nothing", []), ("state=nonsense", [one, two]),
        ("page=999", []), ("page=-1", [one, two]), ("assigned=12", []),
    ):  # fmt: skip
        assert listed(rep, query) == found, query


def test_a_long_inbox_has_pages(fresh: Flask, rep: FlaskClient) -> None:
    references = [comment(fresh, f"Number {n}") for n in range(PAGE + 2)]

    assert listed(rep) == references[:PAGE]
    assert listed(rep, "page=2") == references[PAGE:]
    assert "page=2" in rep.get("/desk/").text


@pytest.mark.parametrize("role", ["editor", "answerer"])
def test_who_may_not_read_words_cannot_search_them(fresh: Flask, role: str) -> None:
    reference = comment(fresh, "secret words")
    client = signed_in(fresh, role)

    assert listed(client, "text=nothing") == [reference]
    assert "Words in the comment" not in client.get("/desk/").text


def test_a_rep_enters_what_was_said_on_paper(fresh: Flask, rep: FlaskClient) -> None:
    shown = BeautifulSoup(rep.get("/desk/enter").text, "html.parser")
    fields = {
        str(f["name"]): str(f.get("value", "")) for f in shown.select("form input")
    }
    fields.pop("may_publish")
    fields |= {
        "source": "meeting", "kind": "comment", "language": "pl", "about": "camhs",
        "included": "Za długo.",
    }  # fmt: skip

    first = rep.post("/desk/enter", data=fields)
    again = rep.post("/desk/enter", data=fields)

    (kept,) = feedback.listed(database_of(fresh))
    assert first.status_code == 303
    assert first.location == again.location == f"/desk/comments/{kept.reference}"
    assert (kept.source, kept.language, kept.about) == ("meeting", "pl", "camhs")
    assert kept.topic is not None
    assert kept.may_publish is None


@pytest.mark.parametrize(
    "form",
    [{}, {"included": "x", "about": "nowhere"}, {"included": "x", "language": "xx"}],
)
def test_what_is_entered_wrongly_is_told(
    fresh: Flask, rep: FlaskClient, form: dict[str, str]
) -> None:
    whole = {"source": "paper", "kind": "comment", "language": "en"} | form

    assert rep.post("/desk/enter", data=whole).status_code == 400
    assert feedback.listed(database_of(fresh)) == []


def test_the_log_says_who_did_what(fresh: Flask, rep: FlaskClient) -> None:
    reference = comment(fresh, "secret words")
    rep.post(f"/desk/comments/{reference}/take")

    text = rep.get("/desk/log").text

    assert steps_of(fresh, reference) == ["take"]
    assert reference in text
    assert "Rita Rep" in text
    assert "secret" not in text
