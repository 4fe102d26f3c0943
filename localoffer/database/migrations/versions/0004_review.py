"""Comments are reviewed, answered and published."""

import hashlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)
# The two boxes of the first form, by the prompt that each of them asked.
PROMPTS = {"words": "included", "easier": "access"}
STATES = {"read": "in-review"}


def added() -> list[sa.Column[Any]]:
    """Return the new columns of a comment."""
    return [
        sa.Column("kind", sa.String(20), nullable=False, server_default="comment"),
        sa.Column("voice", sa.String(20), nullable=False, server_default="parent"),
        sa.Column("feeling", sa.String(8)),
        sa.Column("topic", sa.String(80)),
        sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("may_publish", sa.Boolean()),
        sa.Column("prompts", sa.String(40)),
    ]


INDEXES = (
    ("ix_comments_inbox", ["state", "urgent", "created_at", "id"]),
    ("ix_comments_topic", ["topic", "urgent", "created_at", "state"]),
    ("ix_comments_about", ["about", "urgent", "created_at", "state"]),
    ("ix_comments_created_at", ["created_at"]),
)
OPEN = "state NOT IN ('published', 'withheld')"
OPEN_INDEXES = (
    ("ix_comments_open", ["urgent", "created_at", "id", "state"]),
    ("ix_comments_open_topic", ["topic"]),
    ("ix_comments_open_about", ["about"]),
    ("ix_comments_open_age", ["created_at", "state"]),
)
NEW = ("notes", "wordings", "reviews", "raw_words", "answers")


def upgrade() -> None:
    """Keep raw words apart, and make what a desk needs."""
    _make_answers()
    _widen_comments()
    _make_what_hangs_on_comments()
    _renew_contacts()
    _renew_replies()


def downgrade() -> None:
    """Put the words of both boxes back; what the desk knew is gone."""
    kept = _rows("SELECT comment_id, prompt, text FROM raw_words")
    _take_back_replies()
    _take_back_contacts()
    for table in NEW:
        op.drop_table(table)
    for name, _ in (*INDEXES, *OPEN_INDEXES):
        op.drop_index(name, "comments")
    for column in added():
        op.drop_column("comments", column.name)
    _put_words_back(kept)
    for old, new in STATES.items():
        _rename_state(new, old)


def _put_words_back(kept: list[dict[str, Any]]) -> None:
    for box, prompt in PROMPTS.items():
        column = sa.Column(box, sa.Text(), nullable=False, server_default="")
        op.add_column("comments", column)
        put = sa.text(f"UPDATE comments SET {box} = :text WHERE id = :id")  # noqa: S608
        for row in kept:
            if row["prompt"] == prompt:
                values = {"text": row["text"], "id": row["comment_id"]}
                op.get_bind().execute(put, values)


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(160)),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(160), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("kept_on", sa.Date()),
        sa.Column("kept_note", sa.Text()),
        sa.Column("asked", sa.String(200)),
        sa.Column("drafted_by", sa.String(80)),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_due_on", "answers", ["due_on"])


def _widen_comments() -> None:
    boxes = _rows("SELECT id, words, easier FROM comments")
    for column in added():
        op.add_column("comments", column)
    for name, columns in INDEXES:
        op.create_index(name, "comments", columns)
    for name, columns in OPEN_INDEXES:
        where = sa.text(OPEN)
        op.create_index(
            name, "comments", columns, sqlite_where=where, postgresql_where=where
        )
    for old, new in STATES.items():
        _rename_state(old, new)
    words = op.create_table(
        "raw_words",
        _of_comment("raw_words"),
        sa.Column("prompt", sa.String(20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("comment_id", "prompt", name="pk_raw_words"),
    )
    op.create_index("ix_raw_words_digest", "raw_words", ["digest"])
    op.bulk_insert(
        words,
        [
            {
                "comment_id": row["id"],
                "prompt": prompt,
                "text": row[box],
                "digest": _digest(row[box]),
            }
            for row in boxes
            for box, prompt in PROMPTS.items()
            if row[box]
        ],
    )
    for row in boxes:
        told = " ".join(prompt for box, prompt in PROMPTS.items() if row[box])
        put = sa.text("UPDATE comments SET prompts = :told WHERE id = :id")
        op.get_bind().execute(put, {"told": told, "id": row["id"]})
    for box in PROMPTS:
        op.drop_column("comments", box)


def _make_what_hangs_on_comments() -> None:
    op.create_table(
        "reviews",
        _of_comment("reviews"),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("reason", sa.String(20)),
        sa.Column("outcome", sa.String(20)),
        sa.Column("outcome_on", sa.Date()),
        _key("reviews", "assigned_to", "accounts"),
        _key("reviews", "proposed_by", "accounts"),
        _key("reviews", "answer_id", "answers"),
        _key("reviews", "repeat_of", "comments", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("comment_id", name="pk_reviews"),
    )
    for name in ("closed_at", "answer_id", "assigned_to", "repeat_of"):
        op.create_index(f"ix_reviews_{name}", "reviews", [name])
    op.create_table(
        "wordings",
        _of_comment("wordings"),
        sa.Column("prompt", sa.String(20), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("comment_id", "prompt", "language", name="pk_wordings"),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        _of_comment("notes"),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_comment_id", "notes", ["comment_id"])


def _renew_contacts() -> None:
    """Let a contact go with its comment, and note when its reply was sent."""
    kept = _rows("SELECT comment_id, locked FROM contacts")
    op.drop_table("contacts")
    contacts = op.create_table(
        "contacts",
        _of_comment("contacts"),
        sa.Column("locked", sa.LargeBinary(), nullable=False),
        sa.Column("told_at", MOMENT),
        sa.PrimaryKeyConstraint("comment_id", name="pk_contacts"),
    )
    op.bulk_insert(contacts, kept)


def _renew_replies() -> None:
    old = _table("replies", "id", "about", "said", "did", published_at=MOMENT)
    kept = _rows(sa.select(old))
    op.drop_table("replies")
    replies = op.create_table(
        "replies",
        sa.Column("id", sa.Integer(), nullable=False),
        _key("replies", "comment_id", "comments", ondelete="SET NULL"),
        _key("replies", "answer_id", "answers"),
        sa.Column("origin", sa.String(120)),
        sa.Column("prompt", sa.String(20), nullable=False),
        sa.Column("about", sa.String(120)),
        sa.Column("topic", sa.String(80)),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("said_first", sa.Text()),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("theme", sa.String(160)),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(160), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("kept_on", sa.Date()),
        sa.Column("kept_note", sa.Text()),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT),
        sa.Column("note", sa.Text()),
        sa.Column("withdrawn_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
        sa.UniqueConstraint("origin", name="uq_replies_origin"),
    )
    for name in ("published_at", "comment_id"):
        op.create_index(f"ix_replies_{name}", "replies", [name])
    op.bulk_insert(
        replies,
        [
            {
                **row,
                "prompt": "included",
                "language": "en",
                "owner": "",
                "received_on": row["published_at"].date(),
            }
            for row in kept
        ],
    )


def _take_back_contacts() -> None:
    kept = _rows("SELECT comment_id, locked FROM contacts")
    op.drop_table("contacts")
    contacts = op.create_table(
        "contacts",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("locked", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("comment_id", name="pk_contacts"),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name="fk_contacts_comment_id_comments"
        ),
    )
    op.bulk_insert(contacts, kept)


def _take_back_replies() -> None:
    new = _table("replies", "id", "about", "said", "did", published_at=MOMENT)
    kept = _rows(sa.select(new))
    op.drop_table("replies")
    replies = op.create_table(
        "replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(120)),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
    )
    op.bulk_insert(replies, kept)


def _digest(text: str) -> str:
    """Return what is equal for equal words, as the code writes it."""
    folded = " ".join(text.casefold().split())
    return hashlib.sha256(folded.encode()).hexdigest()[:32]


def _key(table: str, column: str, to: str, **options: Any) -> sa.Column[int]:
    ondelete = options.pop("ondelete", None)
    name = f"fk_{table}_{column}_{to}"
    key = sa.ForeignKey(f"{to}.id", name=name, ondelete=ondelete)
    return sa.Column(column, sa.Integer(), key, **options)


def _of_comment(table: str) -> sa.Column[int]:
    return _key(table, "comment_id", "comments", ondelete="CASCADE", nullable=False)


def _table(name: str, *columns: str, **typed: Any) -> sa.TableClause:
    """Return a table as it stands; times are read as times on either database."""
    return sa.table(
        name,
        *(sa.column(column) for column in columns),
        *(sa.column(column, kind) for column, kind in typed.items()),
    )


def _rows(query: str | sa.Select[Any]) -> list[dict[str, Any]]:
    asked = sa.text(query) if isinstance(query, str) else query
    return [dict(row) for row in op.get_bind().execute(asked).mappings()]


def _rename_state(old: str, new: str) -> None:
    change = sa.text("UPDATE comments SET state = :new WHERE state = :old")
    op.get_bind().execute(change, {"old": old, "new": new})
