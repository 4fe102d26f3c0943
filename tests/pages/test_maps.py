"""A place opens in the map app that the phone has."""

import pytest
from flask.testing import FlaskClient

ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/120"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15"
DESKTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
PLACE = "/services/mk-sendias/map/1"


@pytest.mark.parametrize(
    ("agent", "start"),
    [
        (ANDROID, "geo:0,0?q="),
        (IPHONE, "https://maps.apple.com/?q="),
        (DESKTOP, "https://www.openstreetmap.org/search?query=MK9%203EJ"),
        ("", "https://www.openstreetmap.org/search?query=MK9%203EJ"),
    ],
)
def test_each_phone_is_sent_to_its_own_map(
    client: FlaskClient, agent: str, start: str
) -> None:
    answer = client.get(PLACE, headers={"User-Agent": agent})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(start)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "MK9%203EJ" in answer.headers["Location"]


@pytest.mark.parametrize(
    "address", ["/services/mk-sendias/map/2", "/services/nothing/map/1",
                "/services/turning-16/map/1", "/services/mk-sendias/map/0"],
)  # fmt: skip
def test_no_such_place_is_said_plainly(client: FlaskClient, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_the_page_of_a_service_links_to_its_places(client: FlaskClient) -> None:
    assert f'href="{PLACE}"' in client.get("/services/mk-sendias").text
