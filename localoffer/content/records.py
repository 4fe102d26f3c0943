"""A document's fields to a typed record, or to problems an editor can mend."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from localoffer.content.frontmatter import Document
from localoffer.content.problems import Problem

Model = TypeVar("Model", bound=BaseModel)

_WRITE = {
    "missing": ("this field is missing", "Add `{field}: …`."),
    "string_type": ("this is not text", "Put it in quotes."),
    "int_type": ("this is not a whole number", "Write a number, for example 5."),
    "date_type": ("this is not a date", "Write it as 2026-11-30."),
    "tuple_type": ("this is not a list", "Write it as [one, two]."),
    "string_too_long": ("this is too long", "Use at most {max_length} characters."),
    "string_too_short": ("this is empty", "Write something, or leave the field out."),
    "too_short": ("this list is too short", "Give at least {min_length}."),
    "too_long": ("this list is too long", "Give at most {max_length}."),
    "greater_than_equal": ("this number is too small", "Use {ge} or more."),
    "less_than_equal": ("this number is too big", "Use {le} or less."),
    "literal_error": ("this is not one of the words allowed", "Write {expected}."),
    "model_type": (
        "this needs fields of its own",
        "Write `name: value` lines below it.",
    ),
}
_PATTERNS = {
    "postcode": "Write it in capitals with one space, for example MK3 7AW.",
    "number": 'Write digits and spaces in quotes, for example "01908 254518".',
    "address": "Write one e-mail address.",
    "url": "Write the whole address, beginning with https://.",
    "start": 'Write a 24-hour time in quotes, for example "09:30".',
    "end": 'Write a 24-hour time in quotes, for example "16:00".',
    "pounds": 'Write pounds in quotes, for example "4.50".',
}


def build(
    model: type[Model], document: Document, file: str
) -> tuple[Model | None, list[Problem]]:
    """Return the record, or None with every problem of the document."""
    try:
        return model.model_validate(document.fields), []
    except ValidationError as failure:
        details = failure.errors(include_url=False)
        return None, [_problem(model, d, document, file) for d in details]


def _problem(
    model: type[BaseModel], detail: ErrorDetails, document: Document, file: str
) -> Problem:
    path = detail["loc"]
    name = ".".join(str(part) for part in path)
    wrong, write = _words(model, detail, str(path[-1]) if path else "")
    return Problem(file, document.line_of(path), name, wrong, write)


def _words(model: type[BaseModel], detail: ErrorDetails, field: str) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return "there is no such field", _nearest(model, field)
    if kind == "string_pattern_mismatch":
        write = _PATTERNS.get(field, "Use small letters, digits and hyphens.")
        return f"{detail['input']!r} is not written as it should be", write
    if kind in _WRITE:
        wrong, write = _WRITE[kind]
        return wrong, write.format_map(_Context(context, field))
    return f"this cannot be used: {detail['msg']}", "Mend or remove the field."


def _nearest(model: type[BaseModel], field: str) -> str:
    near = get_close_matches(field, list(model.model_fields), 1, cutoff=0.6)
    return f"Did you mean `{near[0]}`?" if near else "Remove it, or check its name."


class _Context(dict[str, Any]):
    """Fills message places; an unknown one shows the field's name."""

    def __init__(self, values: Mapping[str, Any], field: str) -> None:
        super().__init__(values)
        self["field"] = field

    def __missing__(self, key: str) -> str:
        return str(self["field"])
