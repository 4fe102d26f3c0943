"""The Atom feed holds what RFC 4287 asks for, and nothing that XML cannot hold."""

import re
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient

from localoffer.replies.snapshot import Snapshot
from tests.fresh import database_of
from tests.replies.rows import AT, add_replies, reply_row

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
FEED = "/you-said-we-did.atom"


def feed(client: FlaskClient, address: str = FEED) -> ET.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    return ET.fromstring(answer.data)  # noqa: S314  our own feed


def one(parent: ET.Element, name: str) -> ET.Element:
    """Return the only child of a name."""
    (found,) = parent.findall(ATOM + name)
    return found


def link(parent: ET.Element, rel: str) -> str:
    (found,) = [x for x in parent.findall(ATOM + "link") if x.get("rel") == rel]
    return found.attrib["href"]


def entries(root: ET.Element) -> list[ET.Element]:
    return root.findall(ATOM + "entry")


@pytest.mark.parametrize("address", [FEED, f"{FEED}?topic=sleep"])
def test_the_feed_has_what_the_standard_asks_for(
    reader: FlaskClient, address: str
) -> None:
    root = feed(reader, address)
    parts = [root, *entries(root)]

    assert root.tag == f"{ATOM}feed"
    for part in parts:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one(part, "id").text or "")
        assert one(part, "title").text
        updated = datetime.fromisoformat(one(part, "updated").text or "")
        assert updated.tzinfo is not None
    assert one(one(root, "author"), "name").text
    assert link(root, "self") == f"https://offer.example{address}"
    assert link(root, "alternate").startswith("https://offer.example/you-said-we-did")
    ids = [one(part, "id").text for part in parts]
    assert len(set(ids)) == len(ids) > 1
    for entry in entries(root):
        content = one(entry, "content")
        assert content.get("type") == "xhtml"
        assert [child.tag for child in content] == [f"{XHTML}div"]
        assert link(entry, "alternate").startswith("https://offer.example/you-said")


def test_every_link_of_the_feed_leads_to_a_page(reader: FlaskClient) -> None:
    root = feed(reader)

    for part in (root, *entries(root)):
        path = link(part, "alternate").removeprefix("https://offer.example")
        assert reader.get(path).status_code == 200


def test_the_page_names_its_feed(reader: FlaskClient) -> None:
    told = '<link rel="alternate" type="application/atom+xml"'

    assert (
        f'{told} title="You said, we did" href="{FEED}">'
        in reader.get("/you-said-we-did").text
    )
    topic = reader.get("/you-said-we-did?topic=sleep").text
    assert f'href="{FEED}?topic=sleep"' in topic


def test_a_feed_of_a_topic_holds_that_topic_only(reader: FlaskClient) -> None:
    root = feed(reader, f"{FEED}?topic=sleep")

    assert [one(entry, "title").text for entry in entries(root)] == [
        "Somewhere to go on Saturdays"
    ]
    assert "Sleep" in (one(root, "title").text or "")
    assert one(root, "id").text != one(feed(reader), "id").text
    assert reader.get(f"{FEED}?topic=nonsense").status_code == 404


def test_an_entry_keeps_its_name_when_voices_join_and_moves_up(
    answered: Flask,
) -> None:
    client = answered.test_client()
    before = {one(e, "title").text: one(e, "id").text for e in entries(feed(client))}
    database = database_of(answered)
    with database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE replies SET changed_at = '2026-11-25 08:00:00', note = 'Better.'"
            " WHERE id = 6"
        )
    answered.extensions["localoffer"][Snapshot].fresh()
    root = feed(client)

    assert one(entries(root)[0], "title").text == "Nobody asked us."
    assert one(entries(root)[0], "id").text == before["Nobody asked us."]
    assert one(root, "updated").text == "2026-11-25T08:00:00Z"


def test_an_empty_feed_is_a_feed(empty: Flask) -> None:
    root = feed(empty.test_client())

    assert entries(root) == []
    assert one(root, "updated").text == "1970-01-01T00:00:00Z"


def test_markup_and_signs_that_xml_cannot_hold_do_no_harm(empty: Flask) -> None:
    bad = "<script>alert('&')</script> ]]> \x00\x0b\ufffe\u202e end"
    add_replies(
        database_of(empty),
        reply_row(id=1, said=bad.replace("\x00", "\x01"), did=bad.replace("\x00", ""),
                  theme="\x02<b>"),
    )  # fmt: skip

    root = feed(empty.test_client())
    (entry,) = entries(root)
    text = "".join(one(entry, "content").itertext())

    assert one(entry, "title").text == "<b>"
    assert "<script>alert('&')</script> ]]>" in text
    assert not list(entry.iter(f"{XHTML}script"))


def test_the_feed_has_no_language(reader: FlaskClient) -> None:
    assert reader.get(f"/pl{FEED}").status_code == 404


def test_a_topic_s_many_answers_are_cut_to_the_latest(empty: Flask) -> None:
    rows = [
        reply_row(id=n, said=f"{n}", published_at=AT.replace(day=1 + n % 24))
        for n in range(1, 90)
    ]
    add_replies(database_of(empty), *rows)

    found = entries(feed(empty.test_client()))
    times = [one(entry, "updated").text or "" for entry in found]

    assert len(found) == 50
    assert times == sorted(times, reverse=True)
