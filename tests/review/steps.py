"""What people do at the desk's door, and what a test may look up behind it."""

import re
from typing import TypeVar

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, select
from werkzeug.test import TestResponse

from localoffer.database.tables import audit
from tests.fresh import database_of

PASSWORD = "wombat kettle orbit lawn"
NEW = "ladder violet cousin harbour"
Part = TypeVar("Part")


def part(app: Flask, kind: type[Part]) -> Part:
    """Return a part of an app by its type."""
    found: Part = app.extensions["localoffer"][kind]
    return found


def knocking(app: Flask) -> FlaskClient:
    """Return a browser on our own pages in which nobody is signed in."""
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def sign_in(
    client: FlaskClient, email: str = "ann@forum.example", **typed: str
) -> TestResponse:
    """Post the sign-in form; fields that are not given are right ones of Ann's."""
    form = {"email": email, "password": PASSWORD, **typed}
    return client.post("/desk/sign-in", data=form)


def is_in(client: FlaskClient) -> bool:
    """Say whether a browser is signed in."""
    return client.get("/desk/me").status_code == 200


def log_of(app: Flask) -> list[tuple[str, str, str]]:
    """Return the lines of the log: who, what, detail."""
    query = select(audit.c.by, audit.c.action, audit.c.detail).order_by(audit.c.id)
    with database_of(app).read() as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def rows(app: Flask, table: Table) -> list[dict[str, object]]:
    """Return all rows of a table."""
    with database_of(app).read() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def codes_in(page: str) -> list[str]:
    """Return the recovery codes that a page shows."""
    return re.findall(r">((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})<", page)


def link_in(page: str) -> str:
    """Return the link that a page shows once."""
    found = re.search(r'<code dir="ltr">([^<]+)</code>', page)
    assert found, "the page shows no link"
    return found[1]
