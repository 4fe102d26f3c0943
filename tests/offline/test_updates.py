"""A new edition brings the kept copy up to date, or leaves it as it was."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from localoffer.edition.build import build
from localoffer.edition.manifest import current, point_to
from localoffer.settings import Settings
from tests.fresh import fresh_site
from tests.offline.conftest import WAIT, Harbour, Phone, is_cut_off, is_gone

OLDER = "Blue Badge: parking closer for disabled people"
NEWER = "The newest Blue Badge"
FILE = "services/blue-badge.md"
PATH = "/services/blue-badge"


@dataclass(frozen=True)
class Shipyard:
    """A site with two editions, the newer one not yet current."""

    app: Flask
    editions: Path
    older: str
    newer: str

    def launch(self) -> None:
        """Make the newer edition the current one, and wait until it is shown."""
        point_to(self.editions, self.newer)
        self._wait(NEWER)

    def dock(self) -> None:
        """Make the older edition the current one again."""
        point_to(self.editions, self.older)
        self._wait(OLDER)

    def _wait(self, words: str) -> None:
        # The site looks for a new edition once a second.
        client = self.app.test_client()
        while words not in client.get(PATH).text:
            pass


@pytest.fixture(scope="module")
def built(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shipyard]:
    folder = tmp_path_factory.mktemp("yard")
    content, data = folder / "content", folder / "data"
    shutil.copytree(settings.content, content)
    shutil.copytree(settings.data / "editions", data / "editions")
    older = current(data / "editions")
    file = content / FILE
    text = file.read_text("utf-8")
    assert OLDER in text
    file.write_text(text.replace(OLDER, NEWER), "utf-8")
    newer = build(content, data).digest
    assert newer not in {"", older}
    own = replace(settings, content=content, data=data)
    with fresh_site(own, folder, meaning=False) as app:
        yield Shipyard(app, data / "editions", older, newer)


@pytest.fixture
def yard(built: Shipyard) -> Shipyard:
    built.dock()
    return built


@pytest.fixture
def harbour(yard: Shipyard) -> Iterator[Harbour]:
    harbour = Harbour(yard.app)
    harbour.come()
    yield harbour
    harbour.go()


def kept_heading(phone: Phone) -> str:
    """Return the heading of the kept copy, seen in an outage that is then over."""
    phone.harbour.go()
    heading = phone.open(PATH).locator("h1").inner_text()
    assert phone.page.locator("[data-kept-note]").is_visible()
    phone.harbour.come()
    return heading


def wait_until_kept(phone: Phone, text: str) -> None:
    """Return when a cache holds a text; the worker works on after the page is shown."""
    phone.until(
        """async (text) => {
          const note = await caches.match('/offline/note');
          const {offers} = await note.json();
          const named = Object.values(offers).map(({cache}) => cache);
          for (const name of ['kept-pages', ...named]) {
            if (!(await caches.has(name))) continue;
            for (const one of await (await caches.open(name)).matchAll())
              if ((await one.text()).includes(text)) return true;
          }
        }""",
        text,
    )


def test_another_page_is_opened_and_the_kept_offer_is_renewed(
    phone: Phone, yard: Shipyard
) -> None:
    phone.keep_all()
    assert kept_heading(phone) == OLDER
    yard.launch()

    phone.open("/about")
    wait_until_kept(phone, NEWER)

    assert kept_heading(phone) == NEWER
    expect_one_offer(phone)


def test_a_page_kept_by_itself_is_renewed_too(phone: Phone, yard: Shipyard) -> None:
    phone.keep(PATH)
    yard.launch()

    phone.open("/about")
    wait_until_kept(phone, NEWER)

    assert kept_heading(phone) == NEWER


def test_what_did_not_change_is_not_downloaded_again(
    phone: Phone, yard: Shipyard
) -> None:
    page = phone.keep_all()
    phone.harbour.asked.clear()

    page.locator("[data-do=update]").click()

    expect(page.locator("[data-part=status]")).to_contain_text(
        "up to date", timeout=WAIT
    )
    asked = phone.harbour.asked
    assert not [path for path in asked if path.startswith("/offline/entries.")]
    assert not [path for path in asked if path.startswith("/static/")]


@pytest.mark.parametrize(
    ("part", "fault", "words"),
    [
        ("/offline/entries.", is_cut_off, "only half of it came"),
        ("/offline/entries.", is_gone, "did not send all of it"),
        ("/offline/pack.json", is_cut_off, "only half of it came"),
        ("/offline/pack.json", is_gone, "did not send all of it"),
    ],
)
def test_a_failed_update_leaves_the_old_copy_whole_and_says_so(
    phone: Phone, yard: Shipyard, part: str, fault: object, words: str
) -> None:
    phone.keep_all()
    yard.launch()
    phone.harbour.faults[part] = fault  # type: ignore[assignment]
    page = phone.open("/offline")

    page.locator("[data-do=update]").click()

    expect(page.locator("[data-part=status]")).to_contain_text(words, timeout=WAIT)
    expect_one_offer(phone)
    assert kept_heading(phone) == OLDER
    page = phone.open("/offline")
    phone.harbour.faults.clear()
    page.locator("[data-do=update]").click()
    expect(page.locator("[data-part=status]")).to_contain_text(
        "up to date", timeout=WAIT
    )
    assert kept_heading(phone) == NEWER


def test_an_outage_amid_an_update_leaves_the_old_copy(
    phone: Phone, yard: Shipyard
) -> None:
    page = phone.keep_all()
    yard.launch()
    phone.harbour.go()

    page.locator("[data-do=update]").click()

    expect(page.locator("[data-part=status]")).to_contain_text("there is no signal")
    phone.harbour.come()
    assert kept_heading(phone) == OLDER


def test_a_phone_that_filled_up_keeps_the_old_copy(
    phone: Phone, yard: Shipyard
) -> None:
    page = phone.keep_all()
    yard.launch()
    room = {"origin": phone.harbour.url, "quotaSize": 5_000_000}
    session = phone.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", room)

    page.locator("[data-do=update]").click()

    expect(page.locator("[data-part=status]")).to_contain_text(
        "phone is full", timeout=WAIT
    )
    assert kept_heading(phone) == OLDER


def expect_one_offer(phone: Phone) -> None:
    """Wait until the old offer is deleted: that is the last thing done."""
    phone.until(
        """async () => {
          const names = await caches.keys();
          return names.filter((name) => name.startsWith('kept-offer-')).length === 1;
        }"""
    )
