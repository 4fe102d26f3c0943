"""Feeds and descriptions are well formed and use the site's own address."""

from dataclasses import replace
from xml.etree import ElementTree as Xml

from flask.testing import FlaskClient

from localoffer.app import create_app
from localoffer.settings import Settings


def test_xml_documents_can_be_read(client: FlaskClient) -> None:
    for address in ("/feed.atom", "/sitemap.xml", "/opensearch.xml"):
        response = client.get(address)
        assert response.status_code == 200
        Xml.fromstring(response.text)  # noqa: S314  our own document


def test_every_address_of_the_sitemap_answers(client: FlaskClient) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = Xml.fromstring(client.get("/sitemap.xml").text)  # noqa: S314
    addresses = [str(loc.text) for loc in root.findall("s:url/s:loc", space)]

    paths = [a.removeprefix("http://localhost") for a in addresses]

    assert len(paths) > 300
    assert "/guides/ehc-needs-assessment-week-by-week/letters" in paths
    assert [path for path in paths if client.get(path).status_code != 200] == []


def test_addresses_come_from_the_settings_and_never_from_the_request(
    settings: Settings,
) -> None:
    app = create_app(replace(settings, url="https://offer.example"))

    text = app.test_client().get("/sitemap.xml").text

    assert "https://offer.example/services/camhs" in text
    assert "http://localhost" not in text


def test_what_is_still_to_come_says_so(client: FlaskClient) -> None:
    answer = client.get("/api/open-referral/v3/")
    assert answer.status_code == 501
    assert "still to come" in answer.get_json()["error"]["message"]


def test_a_calendar_and_a_manifest_are_there(client: FlaskClient) -> None:
    assert client.get("/calendar.ics").text.startswith("BEGIN:VCALENDAR\r\n")
    assert client.get("/manifest.webmanifest").get_json()["start_url"] == "/"
