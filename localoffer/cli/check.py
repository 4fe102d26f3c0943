"""`localoffer check`: every problem of the content, at once."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from localoffer.cli.config import settings_now
from localoffer.content.coverage import uncovered_topics
from localoffer.content.problems import Problem, errors
from localoffer.content.reading import read_library
from localoffer.errors import ContentError
from localoffer.places.tables import read_gazetteer

COMMANDS = {"error": "error", "advice": "warning"}  # as a host of git names levels


def as_text(problems: Sequence[Problem], content: Path) -> str:
    """Return the problems as an editor reads them, two lines each."""
    del content
    return "\n".join(map(str, problems))


def as_json(problems: Sequence[Problem], content: Path) -> str:
    """Return the problems as JSON, and how many there are of each level."""
    rows = [asdict(p) | {"file": _from_here(p, content)} for p in problems]
    faults = len(errors(problems))
    counts = {"errors": faults, "advice": len(problems) - faults}
    return json.dumps(counts | {"problems": rows}, ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem], content: Path) -> str:
    """Return the problems as GitHub's commands, which put each beside its line."""
    return "\n".join(_command(problem, content) for problem in problems)


FORMATS: dict[str, Callable[[Sequence[Problem], Path], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


@click.command(epilog="Example: localoffer check content")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="For an editor, for a program, or for GitHub to show beside the lines.",
)
def check(folder: Path | None, form: str) -> None:
    """Say what is wrong in the content, where, and what to write instead."""
    content = folder or settings_now().content
    library, problems = read_library(content)
    _, misplaced = read_gazetteer(content / "places")
    problems = sorted([*problems, *misplaced])
    if said := FORMATS[form](problems, content):
        click.echo(said)
    faults = errors(problems)
    if library is not None and form == "text":
        for topic in uncovered_topics(library):
            click.echo(f"topic {topic}: no entry answers it yet")
    if faults or library is None:
        message = f"{len(faults)} problems to mend."
        raise ContentError(message)
    if form == "text":
        click.echo(f"{len(library.entries)} entries, no problems.")


def _from_here(problem: Problem, content: Path) -> str:
    return Path(os.path.relpath(content / problem.file)).as_posix()


def _command(problem: Problem, content: Path) -> str:
    where = {
        "file": _from_here(problem, content),
        "line": str(problem.line),
        "title": problem.field or "localoffer check",
    }
    named = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    words = _data(f"{problem.wrong}. {problem.write}")
    return f"::{COMMANDS[problem.level]} {named}::{words}"


def _data(text: str) -> str:
    """Return a text as GitHub's commands take it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
