"""Topics that a shared phone must not tell of are held to be private."""

import shutil
from pathlib import Path

from localoffer.content.reading import read_library

CONTENT = Path(__file__).parents[2] / "content"


def test_a_topic_of_harm_that_is_not_private_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    file = folder / "vocabulary" / "topics.yaml"
    text = file.read_text("utf-8")
    private = "    group: feelings-and-behaviour\n    private: true\n"
    assert text.count(private) == 2
    file.write_text(
        text.replace(private, private.split("    private", maxsplit=1)[0]), "utf-8"
    )

    _, problems = read_library(folder)

    assert [str(problem) for problem in problems] == [
        f"vocabulary/topics.yaml:1: private: the topic `{slug}` is not private\n"
        "    Write `private: true`: phones are shared."
        for slug in ("crisis", "self-harm")
    ]
