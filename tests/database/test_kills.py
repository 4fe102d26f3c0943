"""Servers killed while comments are posted: what was thanked for is there, once."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from localoffer.cli.serve import QUIET, server_command
from localoffer.database.connection import Database
from localoffer.feedback.actions import Submissions
from localoffer.settings import Settings

ROOT = Path(__file__).parents[2]
KILLS, POSTERS, AT_ONCE = 20, 3, 50
SECRET = "k" * 40


@pytest.fixture
def kills(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return import_module("kills")


def lean(command: tuple[str, ...]) -> tuple[str, ...]:
    """Return the server's command with new web processes quickly there.

    The code is read once, before the fork, and nothing is made warm; all that a
    comment goes through is as it always is.
    """
    called = "tests.database.cold_site:cold()"
    words = [called if "from_environment" in word else word for word in command]
    return (*words, "--preload")


@pytest.mark.timeout(180)
def test_no_thanked_comment_is_lost_and_none_kept_twice(
    database: Database, settings: Settings, tmp_path: Path, kills: ModuleType
) -> None:
    database.migrate()
    data, port, log = tmp_path / "var", kills.free_port(), tmp_path / "log"
    data.mkdir()
    (data / "editions").symlink_to(settings.data / "editions")
    url = database.engine.url.render_as_string(hide_password=False)
    environ = {
        **os.environ, **QUIET, "LOCALOFFER_DATA": str(data), "PYTHONPATH": str(ROOT),
        "LOCALOFFER_MEANING": "off", "LOCALOFFER_PROXIES": "1",
        "LOCALOFFER_SECRET_KEY": SECRET,
    }  # fmt: skip
    if database.is_sqlite:
        url = f"sqlite:///{data / 'localoffer.db'}"
        Database(url).migrate()
    else:
        environ["LOCALOFFER_DATABASE_URL"] = url
    kept = Database(url)
    small = replace(settings, workers=2, threads=4)
    command = lean(tuple(server_command(small, "127.0.0.1", port)))
    stream = kills.Stream(port, Submissions(SECRET))

    with kills.served(command, environ, port, log) as server:
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            for number in range(AT_ONCE):
                crowd.submit(stream.post, f"crowd {number}", f"10.9.{number}.1")
        at_once = kills.tally(0, stream, kept)
        done = kills.kill_during_posts(server, stream, KILLS, POSTERS)
    found = kills.tally(done, stream, kept)
    kept.engine.dispose()

    assert (at_once.thanked, at_once.kept, at_once.lost) == (AT_ONCE, AT_ONCE, 0)
    assert (found.lost, found.twice) == (0, 0), found
    assert found.kills == KILLS
    assert found.cut_off > 0, "nothing was under way when the server was killed"
    assert found.thanked > AT_ONCE + KILLS
    assert "crowd" not in log.read_text("utf-8")
