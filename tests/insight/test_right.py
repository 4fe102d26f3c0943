"""“Was this page right?”: two taps on an entry's page, counted by month and entry."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from localoffer.insight.model import Rights
from localoffer.insight.store import counted
from localoffer.settings import Settings
from localoffer.web import limits
from localoffer.web.clock import Clock
from tests.fresh import counting_of, database_of, fresh_site


def rights_of(app: Flask) -> dict[tuple[str, str], int]:
    """Return the taps that are rows by now, of this month."""
    counting_of(app)
    clock: Clock = app.extensions["localoffer"][Clock]
    rights: tuple[Rights, ...] = counted(database_of(app)).rights
    assert {right.month for right in rights} <= {f"{clock.today():%Y-%m}"}
    return {(right.about, right.answer): right.total for right in rights}


def tap(client: FlaskClient, answer: str, **form: str) -> str:
    told = client.post("/found", data={**form, "right": answer})
    assert told.status_code == 303
    location: str = told.location
    return location


@pytest.mark.parametrize("address", ["/services/camhs", "/ur/guides/turning-16"])
def test_services_and_guides_ask_and_the_form_tells_which(
    fresh: Flask, address: str
) -> None:
    client = fresh.test_client()
    page = BeautifulSoup(client.get(address).text, "html.parser")
    form = page.select_one("form.found")
    assert form is not None
    buttons = form.select("[role=group][aria-labelledby=right] button")
    hidden = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}

    assert [(b["name"], b["value"]) for b in buttons] == [
        ("right", "yes"),
        ("right", "no"),
    ]
    client.post(str(form["action"]), data={**hidden, "right": "yes"})
    assert rights_of(fresh) == {(address.rpartition("/")[2], "yes"): 1}
    assert counted(database_of(fresh)).taps == ()


def test_results_do_not_ask(client: FlaskClient) -> None:
    assert "Was this page right?" not in client.get("/search?q=sleep").text


def test_a_yes_is_thanked_for_and_leads_back(fresh: Flask) -> None:
    client = fresh.test_client()

    thanks = client.get(tap(client, "yes", kind="service", slug="camhs"))

    page = BeautifulSoup(thanks.text, "html.parser")
    assert "It is good to know that this page is right." in thanks.text
    assert [str(a["href"]) for a in page.select("main a")] == ["/services/camhs"]
    assert client.get("/found").headers.get("Set-Cookie") is None


def test_a_no_leads_to_a_correction_of_this_page(fresh: Flask) -> None:
    client = fresh.test_client()

    to = tap(client, "no", kind="service", slug="camhs")

    assert to == "/feedback?about=camhs&kind=correction"
    page = BeautifulSoup(client.get(to).text, "html.parser")
    checked = [str(field["value"]) for field in page.select("input[checked]")]
    assert checked == ["camhs", "correction"]
    assert rights_of(fresh) == {("camhs", "no"): 1}


@pytest.mark.parametrize(
    "form",
    [
        {"right": "maybe", "slug": "camhs"},
        {"right": "", "slug": "camhs"},
        {"right": "yes", "slug": "no-such-page"},
        {"right": "yes"},
        {"right": "no", "slug": "//evil.example"},
        {"right": "yes", "slug": "x" * 5000},
    ],
)
def test_what_is_unknown_is_not_counted(fresh: Flask, form: dict[str, str]) -> None:
    client = fresh.test_client()

    told = client.post("/found", data=form)

    assert told.location.startswith(("/found?", "/feedback?"))
    assert client.get(told.location).status_code == 200
    assert rights_of(fresh) == {}


def test_above_the_limit_there_are_thanks_and_no_count(
    fresh: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = limits.Limit("found", 2, limits.FOUND.window)
    monkeypatch.setattr("localoffer.insight.actions.FOUND", few)
    client = fresh.test_client()

    for _ in range(4):
        tap(client, "yes", slug="camhs")

    assert rights_of(fresh) == {("camhs", "yes"): 2}


def test_taps_wait_in_memory_while_the_database_is_away(
    settings: Settings, tmp_path: Path
) -> None:
    with fresh_site(settings, tmp_path) as app:
        database_of(app).migrate("base")
        for _ in range(3):
            tap(app.test_client(), "yes", slug="camhs")
        counting = counting_of(app)
        database_of(app).migrate()
        (held,) = counting.tally.take().rights

    assert (held.about, held.answer, held.total) == ("camhs", "yes", 3)
