"""The catalogues: what a translator breaks is named, and never breaks a page."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from flask import Flask
from playwright.sync_api import Browser

from localoffer import app as composition
from localoffer.paths import Assets, find_assets
from localoffer.settings import Settings
from tests.fresh import fresh_site
from tests.languages.offered import LANGUAGES
from tests.live import serving

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|<[^>]+>")
LONGER = 0.4
PAGES = (
    "/", "/search?q=autism", "/services/mk-sendias", "/topics/", "/feedback",
    "/guides/ehc-needs-assessment-week-by-week", "/list?s=camhs", "/whats-on",
    "/booklet", "/offline", "/you-said-we-did", "/services/mk-sendias/easy",
)  # fmt: skip
CLIPPED = """[...document.querySelectorAll('main *, header *, footer *')]
  .filter(e => e.offsetParent && !e.closest('.hide, .skip-link, .trap, svg, input'))
  .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth
    && getComputedStyle(e).overflowX != 'visible')
  .map(e => e.outerHTML.slice(0, 90))"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what `scripts/translate` reads."""
    for name in ("scripts", "translations", "templates", "localoffer"):
        left_out = shutil.ignore_patterns("node_modules", "__pycache__", "styles")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=left_out)
    shutil.copy(ROOT / "babel.cfg", tmp_path)
    return tmp_path


def translate(checkout: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, str(checkout / "scripts/translate"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return done.returncode, done.stdout + done.stderr


def catalogue(checkout: Path, code: str) -> tuple[Path, Catalog]:
    path = checkout / f"translations/{code}/LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        return path, read_po(file, locale=code)


def spoil(checkout: Path, code: str, message: str, said: str) -> None:
    path, found = catalogue(checkout, code)
    entry = found.get(message)
    assert entry is not None
    entry.string = said
    with path.open("wb") as file:
        write_po(file, found)


def test_every_language_is_whole_and_in_step(checkout: Path) -> None:
    code, output = translate(checkout, "--check")

    assert (code, output.strip()) == (0, "")


def test_a_broken_placeholder_is_named_and_the_english_is_used(checkout: Path) -> None:
    spoil(checkout, "pl", "Last checked on %(day)s.", "Sprawdzono %(dzien)s.")

    gate = translate(checkout, "--check")
    done = translate(checkout, "--compile")

    assert gate[0] == 1
    assert "pl has other placeholders than 'Last checked on %(day)s.'" in gate[1]
    assert done[0] == 0
    assert "pl: placeholders differ, the English is used" in done[1]
    held = (checkout / "translations/pl/LC_MESSAGES/messages.mo").read_bytes()
    assert b"Sprawdzono %(dzien)s" not in held
    assert "Bezpłatne".encode() in held


def test_a_missing_translation_fails_the_gate(checkout: Path) -> None:
    spoil(checkout, "so", "Search", "")

    code, output = translate(checkout, "--check")

    assert code == 1
    assert "so has no sure translation of 'Search'" in output


@pytest.mark.parametrize(
    "bare",
    ["<p>Some plain words</p>", '<img alt="A happy picture">', "{{ x }} more words"],
)
def test_words_that_no_translator_sees_fail_the_gate(checkout: Path, bare: str) -> None:
    with (checkout / "templates/pages/home.html").open("a", encoding="utf-8") as file:
        file.write(bare)

    code, output = translate(checkout, "--check")

    assert code == 1
    assert "templates/pages/home.html says in English alone" in output


def test_a_language_is_begun_with_a_folder(checkout: Path) -> None:
    code, output = translate(checkout, "--add", "cy")

    assert code == 0
    assert re.search(r"cy: 0 of \d+ \(0 %\)", output)
    assert "pl: " in output
    assert (checkout / "translations/cy/LC_MESSAGES/messages.po").is_file()


def test_all_are_offered_in_a_settled_order(app: Flask) -> None:
    assert app.extensions["localoffer.languages"] == LANGUAGES


def longer(text: str) -> str:
    """Return a text 40 per cent longer, its placeholders and elements as they are."""
    more = int(len(PLACEHOLDER.sub("", text)) * LONGER) + 1
    words = " ".join("ŵẅ" + "ọ" * (4 + n % 7) for n in range(more))[:more]
    return f"{text} {words}".rstrip()


def test_nothing_is_clipped_when_words_are_longer(
    settings: Settings,
    tmp_path: Path,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A language of no country, whose every word is 40 per cent longer."""
    folder = tmp_path / "translations/eo/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (ROOT / "translations/messages.pot").open("rb") as file:
        found = read_po(file, locale="eo")
    for message in found:
        if isinstance(message.id, tuple):
            message.string = tuple(map(longer, message.id))
        elif message.id:
            message.string = longer(str(message.id))
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, found)
    own = find_assets()
    assets = Assets(own.templates, own.static, tmp_path / "translations")
    monkeypatch.setattr(composition, "find_assets", lambda: assets)

    with (
        fresh_site(settings, tmp_path, languages=("en", "eo")) as app,
        serving(app) as site,
    ):
        context = browser.new_context(
            base_url=site, viewport={"width": 320, "height": 640}
        )
        page, wrong = context.new_page(), {}
        for path in PAGES:
            page.goto(f"/eo{path}")
            assert "ŵẅ" in page.locator("header").inner_text()
            sideways = page.evaluate(
                "document.scrollingElement.scrollWidth > innerWidth"
            )
            if clipped := page.evaluate(CLIPPED):
                wrong[path] = clipped
            if sideways:
                wrong[path] = [*wrong.get(path, []), "scrolls sideways"]
        context.close()

    assert wrong == {}
