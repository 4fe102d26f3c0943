"""A file's bytes to its fields, the line of each field, and its body."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from localoffer.content.fields import TURNS
from localoffer.content.problems import Problem

FENCE = "---"
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """The fields of a file, where each stands (lines from 1), and the text below."""

    fields: dict[str, Any]
    lines: dict[Path, int]
    body: str
    body_line: int

    def line_of(self, path: Path) -> int:
        """Return the line of a field, or of the nearest field around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass
class _Reader:
    """Turns composed YAML nodes into values, keeping lines and problems."""

    file: str
    offset: int
    loader: yaml.CSafeLoader
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + self.offset)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(
                self.value(item, (*path, n)) for n, item in enumerate(node.value)
            )
        try:
            return self.loader.construct_object(node)
        except ValueError:
            # 2026-13-45 looks like a date and is none: the record says so.
            return str(node.value)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + self.offset
            if key in values:
                self.problems.append(
                    Problem(
                        self.file,
                        line,
                        key,
                        "this field stands twice",
                        "Keep one of the two lines.",
                    )
                )
            self.lines[(*path, key)] = line
            values[key] = self.value(value_node, (*path, key))
        return values


def read_document(data: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """Return the document of a markdown file with front matter, and its problems.

    The document is None when the front matter cannot be read at all.
    """
    text, problems = _decode(data, file)
    if text is None:
        return None, problems
    lines = text.split("\n")
    ends = [n for n, line in enumerate(lines) if line.rstrip() == FENCE]
    if len(ends) < 2 or ends[0] != 0:
        wrong = "the file does not begin with fields between two lines of ---"
        write = "Put --- on the first line, then the fields, then --- again."
        return None, [Problem(file, 1, "", wrong, write)]
    head = "\n".join(lines[1 : ends[1]])
    fields, where, problems = read_yaml(head, file, offset=2)
    if fields is None:
        return None, problems
    below = "\n".join(lines[ends[1] + 1 :])
    body = below.strip()
    blank = below[: len(below) - len(below.lstrip())].count("\n")
    turned = _turned(below, file, ends[1] + 2)
    return Document(fields, where, body, ends[1] + 2 + blank), [*problems, *turned]


def read_fields(data: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """Return the document of a plain YAML file (no body), and its problems."""
    text, problems = _decode(data, file)
    if text is None:
        return None, problems
    fields, where, problems = read_yaml(text, file, offset=1)
    return (None if fields is None else Document(fields, where, "", 1)), problems


def read_yaml(
    text: str, file: str, offset: int
) -> tuple[dict[str, Any] | None, dict[Path, int], list[Problem]]:
    """Return fields, their lines and problems; `offset` is the text's first line."""
    tabs = list(_tabs(text, file, offset))
    if tabs:
        return None, {}, tabs
    try:
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        reader = _Reader(file, offset, loader)
        values = reader.value(node, ()) if node is not None else {}
    except (yaml.YAMLError, ValueError) as fault:
        return None, {}, [_yaml_problem(fault, file, offset)]
    if not isinstance(values, dict):
        wrong = "this is not a list of fields"
        return None, {}, [Problem(file, offset, "", wrong, "Write `name: value`.")]
    return values, reader.lines, reader.problems


def _decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n"), []
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        wrong = "the file is not UTF-8 text"
        return None, [Problem(file, line, "", wrong, "Save the file as UTF-8.")]


def _turned(text: str, file: str, first: int) -> Iterator[Problem]:
    """Yield the lines whose words may not stand in the order they are read in."""
    for number, line in enumerate(text.split("\n")):
        if TURNS.search(line):
            wrong = "a hidden text-direction character"
            yield Problem(file, number + first, "body", wrong, "Remove it.")


def _tabs(text: str, file: str, offset: int) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n")):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            wrong = "the line begins with a tab"
            yield Problem(file, number + offset, "", wrong, "Use spaces instead.")


def _yaml_problem(fault: Exception, file: str, offset: int) -> Problem:
    mark = getattr(fault, "problem_mark", None)
    line = (mark.line if mark else 0) + offset
    wrong = getattr(fault, "problem", None) or str(fault).split("\n")[0]
    write = "Check the colons, quotes and spaces; put quotes round words with a colon."
    return Problem(file, line, "", f"the fields cannot be read: {wrong}", write)
