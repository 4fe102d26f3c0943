"""`localoffer desk`: what a rep reads until the desk opens."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet

from localoffer.cli import group, main
from localoffer.settings import Settings
from tests.fresh import fresh_site


def test_comments_are_listed_oldest_first(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'localoffer.db'}"
    with fresh_site(settings, tmp_path, database_url=url) as app:
        door = app.test_client()
        first = {"words": "First,\nin two lines.", "about": "salt-drop-in"}
        second = {"easier": "Second.", "website": "robot"}
        references = [
            door.post("/feedback", data=form).location[-14:] for form in (first, second)
        ]
    monkeypatch.setenv("LOCALOFFER_DATA", str(tmp_path))

    shown = CliRunner().invoke(group, ["desk", "comments"])

    lines = [line for line in shown.output.splitlines() if line]
    assert shown.exit_code == 0
    assert lines[0].split()[0] == references[0]
    assert "salt-drop-in" in lines[0]
    assert [line.strip() for line in lines[1:3]] == [
        "included: First,",
        "included: in two lines.",
    ]
    assert lines[3].split()[0] == references[1]
    assert lines[3].endswith("(suspected)")
    assert lines[4].strip() == "access: Second."
    assert lines[5] == "2 comments."


def test_without_tables_it_says_so_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOCALOFFER_DATA", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["localoffer", "desk", "comments"])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 4
    assert capsys.readouterr().err == "We could not reach our records just now.\n"


def test_a_new_key_is_one_that_locks() -> None:
    shown = CliRunner().invoke(group, ["desk", "new-key"])

    assert Fernet(shown.output.strip()).encrypt(b"x")
