"""`localoffer check` tells an editor, a program, and a host of git."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from localoffer.cli import group

CONTENT = Path(__file__).parents[2] / "content"


FILE = "services/mk-sendias.pl.md"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    content = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    path = content / FILE
    shutil.copy(path, content / "services/gone.pl.md")
    path.write_text(path.read_text("utf-8").replace("o 55%", "o 55%, £20"), "utf-8")
    return content


def run(folder: Path, *options: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(group, ["check", str(folder), *options])
    return result.exit_code, result.output, getattr(result.exception, "message", "")


def test_a_program_gets_every_problem_with_its_place(broken: Path) -> None:
    code, output, message = run(broken, "--format", "json")

    told = json.loads(output)
    assert (code, message) == (1, "1 problems to mend.")
    assert (told["errors"], told["advice"]) == (1, 1)
    error = next(p for p in told["problems"] if p["level"] == "error")
    assert (Path.cwd() / error["file"]).resolve() == (broken / FILE).resolve()
    lines = (broken / FILE).read_text("utf-8").split("\n")
    assert lines[error["line"] - 1].startswith("Nie wiesz")
    assert (error["field"], error["wrong"]) == ("body", "this adds £20")
    assert error["write"]


def test_github_puts_each_problem_beside_its_line(broken: Path) -> None:
    _, output, _ = run(broken, "--format", "github")

    first, second = sorted(output.strip().split("\n"))
    assert first.startswith("::error file=")
    assert f"{FILE},line=" in first
    assert ",title=body::this adds £20. " in first
    assert second.startswith("::warning file=")
    assert "services/gone.pl.md,line=1,title=localoffer check::" in second


def test_signs_that_end_a_command_do_not(broken: Path) -> None:
    path = broken / "services/camhs.md"
    text = path.read_text("utf-8").replace(
        "diagnosis: not", "a,b:c%: x\ndiagnosis: not"
    )
    path.write_text(text, "utf-8")

    _, output, _ = run(broken, "--format", "github")

    assert "title=a%2Cb%3Ac%25::" in output


def test_good_content_is_told_in_each_form() -> None:
    assert run(CONTENT)[:2] == (0, "251 entries, no problems.\n")
    assert run(CONTENT, "--format", "github")[:2] == (0, "")
    told = json.loads(run(CONTENT, "--format", "json")[1])
    assert told == {"errors": 0, "advice": 0, "problems": []}


def test_no_other_form_is_known() -> None:
    code, output, _ = run(CONTENT, "--format", "xml")

    assert code == 2
    assert "'text', 'json', 'github'" in output
