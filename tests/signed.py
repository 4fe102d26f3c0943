"""A browser that is signed in at the desk, made without its sign-in page."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from localoffer.database.tables import accounts
from localoffer.review.people import begin_session
from localoffer.web.clock import Clock
from localoffer.web.desk import COOKIE
from tests.fresh import database_of

SAME = {"Sec-Fetch-Site": "same-origin"}


def account(app: Flask, *roles: str, name: str = "") -> int:
    """Add an account with some roles; return its number."""
    name = name or " ".join(roles) or "nobody"
    clock: Clock = app.extensions["localoffer"][Clock]
    row = {
        "name": name,
        "email": f"{name.replace(' ', '.')}@forum.example",
        "roles": " ".join(roles),
        "created_at": clock.now(),
    }
    with database_of(app).write() as connection:
        done = connection.execute(insert(accounts).values(**row))
    assert done.inserted_primary_key is not None
    return int(done.inserted_primary_key[0])


def token_of(app: Flask, number: int) -> str:
    """Begin a session of an account; return its secret."""
    clock: Clock = app.extensions["localoffer"][Clock]
    with database_of(app).write() as connection:
        return begin_session(connection, number, clock.now())


def signed_in(app: Flask, *roles: str, name: str = "") -> FlaskClient:
    """Return a client in which somebody with some roles is signed in."""
    client = app.test_client()
    token = token_of(app, account(app, *roles, name=name))
    client.set_cookie(COOKIE, token, path="/desk", secure=False)
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client
