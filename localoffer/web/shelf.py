"""Things a request needs, asked for by their type."""

from typing import TypeVar

from flask import Flask, current_app

Thing = TypeVar("Thing")
_PLACE = "localoffer"


def put(app: Flask, kind: type[Thing], thing: Thing) -> None:
    """Keep a thing in an app under its type."""
    app.extensions.setdefault(_PLACE, {})[kind] = thing


def take(kind: type[Thing]) -> Thing:
    """Return this app's thing of a type; LookupError when there is none."""
    things: dict[type, object] = current_app.extensions[_PLACE]
    if kind not in things:
        message = f"the app was given no {kind.__name__}"
        raise LookupError(message)
    thing = things[kind]
    if not isinstance(thing, kind):
        message = f"the {kind.__name__} is a {type(thing).__name__}"
        raise LookupError(message)
    return thing
