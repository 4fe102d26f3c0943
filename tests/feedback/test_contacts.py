"""How to reach a parent is asked for only where it can be locked away."""

from pathlib import Path

from cryptography.fernet import Fernet
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from localoffer.database.tables import comments, contacts
from localoffer.settings import Settings
from tests.fresh import database_of, fresh_site

NUMBER = "07700 900123"


def test_without_a_key_nothing_is_asked_or_kept(
    door: FlaskClient, fresh: Flask
) -> None:
    door.post("/feedback", data={"words": "Hello.", "contact": NUMBER})

    assert 'name="contact"' not in door.get("/feedback").text
    with database_of(fresh).read() as connection:
        assert connection.execute(select(contacts)).all() == []


def test_a_contact_is_locked_with_the_newest_key_in_a_table_of_its_own(
    settings: Settings, tmp_path: Path
) -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    with fresh_site(settings, tmp_path, contact_keys=(new, old)) as app:
        door = app.test_client()
        assert 'name="contact"' in door.get("/feedback").text
        door.post("/feedback", data={"words": "Ring me.", "contact": NUMBER})

        with database_of(app).read() as connection:
            comment = connection.execute(select(comments)).one()
            contact = connection.execute(select(contacts)).one()

    assert contact.comment_id == comment.id
    assert Fernet(new).decrypt(contact.locked) == NUMBER.encode()
    for path in tmp_path.iterdir():
        assert b"900123" not in path.read_bytes(), path.name


def test_no_contact_given_leaves_no_row(settings: Settings, tmp_path: Path) -> None:
    keys = (Fernet.generate_key().decode(),)
    with fresh_site(settings, tmp_path, contact_keys=keys) as app:
        app.test_client().post("/feedback", data={"words": "Hello.", "contact": " "})

        with database_of(app).read() as connection:
            assert (
                connection.execute(text("SELECT count(*) FROM contacts")).scalar_one()
                == 0
            )
