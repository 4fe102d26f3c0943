"""Every leaf of an entry is declared Words or Fact, so a translation cannot err."""

from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from localoffer.content.fields import Fact, Words
from localoffer.content.model import Guide, Service


def leaves(hint: Any, marks: tuple[Any, ...] = ()) -> list[tuple[Any, tuple[Any, ...]]]:
    """Return each plain type below a hint with the marks that stand on it."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return [
            leaf
            for field in hint.model_fields.values()
            for leaf in leaves(field.annotation, tuple(field.metadata))
        ]
    arguments = get_args(hint)
    if hasattr(hint, "__metadata__"):
        return leaves(arguments[0], (*marks, *hint.__metadata__))
    if get_origin(hint) is not None and str(get_origin(hint)) != "typing.Literal":
        return [
            leaf
            for argument in arguments
            if argument not in (type(None), Ellipsis)
            for leaf in leaves(argument, marks)
        ]
    return [(hint, marks)]


@pytest.mark.parametrize("model", [Service, Guide])
def test_every_leaf_is_words_or_fact(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        for hint, marks in leaves(field.annotation, tuple(field.metadata)):
            declared = {mark for mark in marks if mark in (Words, Fact)}
            assert len(declared) == 1, (name, hint, marks)
