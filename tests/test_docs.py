"""What the README promises is what the code does."""

import os
import re
from pathlib import Path

from localoffer.cli import group
from localoffer.content.frontmatter import read_document
from localoffer.content.model import Guide, Service
from localoffer.content.records import build
from localoffer.settings import SETTINGS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    """Return the README's text below a heading."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_every_setting_is_in_the_readme() -> None:
    rows = re.findall(r"^\| `(LOCALOFFER_\w+)` \|", section("Settings"), re.MULTILINE)

    assert rows == [setting.name for setting in SETTINGS]


def test_every_setting_is_explained_in_the_same_words() -> None:
    table = section("Settings")

    assert [s.name for s in SETTINGS if s.help not in table] == []
    assert [
        s.name for s in SETTINGS if f"`{s.default}`" not in table and s.default
    ] == []


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in group.commands if f"localoffer {name}" not in README] == []


def test_every_script_in_the_readme_is_there_and_runs() -> None:
    named = set(re.findall(r"scripts/[a-z]+", README))

    assert {"scripts/serve", "scripts/test", "scripts/check"} <= named
    assert [name for name in sorted(named) if not os.access(ROOT / name, os.X_OK)] == []


def test_the_entry_in_the_readme_is_a_true_one() -> None:
    shown = re.search(r"```yaml\n(.*?)```", section("An entry"), re.DOTALL)

    assert shown is not None
    assert len(shown[1].splitlines()) <= 12
    file = f"---\n{shown[1]}---\n".encode()
    document, problems = read_document(file, "music-group.md")
    assert document is not None
    record, more = build(Service, document, "music-group.md")
    assert [*problems, *more] == []
    assert record is not None
    assert record.topics[0] in (ROOT / "content/vocabulary/topics.yaml").read_text()


def test_the_guide_in_the_docs_is_a_true_one() -> None:
    text = (ROOT / "docs/guides.md").read_text("utf-8")
    shown = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)

    assert shown is not None
    document, problems = read_document(f"---\n{shown[1]}---\n".encode(), "ramp.md")
    assert document is not None
    record, more = build(Guide, document, "ramp.md")
    assert [*problems, *more] == []
    assert record is not None
    assert record.timeline is not None
    assert record.timeline.is_in_order()
    fields = {"scripts", "letters", "timeline"} & set(Guide.model_fields)
    assert [name for name in fields if f"`{name}`" not in text] == []
    assert len(fields) == 3


def test_every_library_has_its_reason_in_the_changelog() -> None:
    setup = (ROOT / "setup.cfg").read_text("utf-8")
    wanted = setup.split("install_requires =\n")[1].split("\n\n")[0]
    names = [re.split(r"[ \[]", line.strip())[0] for line in wanted.splitlines()]
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8").lower()

    assert [name for name in names if name and name not in changelog] == []
