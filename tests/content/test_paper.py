"""What area.yaml says of paper is held against the entries."""

import shutil
from pathlib import Path

import pytest

from localoffer.content.reading import read_library

CONTENT = Path(__file__).parents[2] / "content"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sleep, entry: help-with-sleep}", "sleep, entry: help-with-slep}",
         "there is no `help-with-slep`\n    Did you mean `help-with-sleep`?"),
        ("{word: money,", "{word: sleep,", "the short address `sleep` is there twice"),
        ("  - {word: dentist, entry: finding-a-dentist}\n", "",
         "the guide `finding-a-dentist` has no short address"),
        ("  - paca-mk\n  - contact", "  - paca-xx\n  - contact",
         "there is no `paca-xx`\n    Did you mean `paca-mk`?"),
        ("entry: send-support-line\n  doubt", "entry: mk-sendias\n  doubt",
         "`mk-sendias` does not give this number"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_what_to_write(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    area = folder / "area.yaml"
    text = area.read_text("utf-8")
    assert text.count(old) == 1
    area.write_text(text.replace(old, new), "utf-8")

    _, problems = read_library(folder)

    assert any(said in str(problem) for problem in problems)
    assert all(problem.file == "area.yaml" for problem in problems)
