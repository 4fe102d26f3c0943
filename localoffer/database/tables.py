"""Tables. Raw words, contacts, public wording and published answers lie apart.

Nobody reads a raw word, a contact or a wording by reading `comments`: each has a table
of its own, so that each can be given, kept and purged by a rule of its own.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    literal_column,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
MOMENT = DateTime(timezone=True)


def _comment(*, primary_key: bool = False) -> Column[int]:
    """Return a column that names a comment; what hangs on one goes with it."""
    key = ForeignKey("comments.id", ondelete="CASCADE")
    return Column("comment_id", Integer, key, nullable=False, primary_key=primary_key)


accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("email", String(200), nullable=False, unique=True),
    Column("roles", String(80), nullable=False),
    Column("password", String(200)),
    Column("code_key", String(200)),
    Column("created_at", MOMENT, nullable=False),
    Column("closed_at", MOMENT),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account_id", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("began_at", MOMENT, nullable=False),
    Column("seen_at", MOMENT, nullable=False),
    Index("ix_sessions_account_id", "account_id"),
)

# Ways in: an invitation, a new password, a code to keep for the day it is lost.
keys = Table(
    "keys",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account_id", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("expires_at", MOMENT),
    Column("used_at", MOMENT),
    Index("ix_keys_account_id", "account_id"),
)

# One answer may stand for many comments: those of a theme.
answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("theme", String(160)),
    Column("did", Text, nullable=False),
    Column("owner", String(160), nullable=False),
    Column("due_on", Date),
    Column("kept_on", Date),
    Column("kept_note", Text),
    Column("asked", String(200)),
    Column("drafted_by", String(80)),
    Column("changed_at", MOMENT, nullable=False),
    Index("ix_answers_due_on", "due_on"),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", String(14), nullable=False, unique=True),
    Column("submission", String(64), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("voice", String(20), nullable=False),
    Column("feeling", String(8)),
    Column("about", String(120)),
    Column("topic", String(80)),
    # Which questions it answers, in their order, for counting without its words.
    Column("prompts", String(40)),
    Column("language", String(8), nullable=False),
    Column("source", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("suspected", Boolean, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("may_publish", Boolean),
    Column("created_at", MOMENT, nullable=False),
    Index("ix_comments_inbox", "state", "urgent", "created_at", "id"),
    Index("ix_comments_topic", "topic", "urgent", "created_at", "state"),
    Index("ix_comments_about", "about", "urgent", "created_at", "state"),
    Index("ix_comments_created_at", "created_at"),
)
# Few comments are open, however many there have been: the inbox reads these alone.
# Said by what it is not: by a state that it is, SQLite would look up states one by
# one in another index, unless it had counted its rows.
_STATES = "state NOT IN ('published', 'withheld')"
# Without a type: of a boolean SQLAlchemy would make `… = 1`, which no index knows.
OPEN: ColumnElement[Any] = literal_column(f"comments.{_STATES}")


def _of_open(name: str, *columns: str) -> Index:
    """Return an index of the open comments alone."""
    where = text(_STATES)
    return Index(
        f"ix_comments_open{name}",
        *(comments.c[column] for column in columns),
        sqlite_where=where,
        postgresql_where=where,
    )


_of_open("", "urgent", "created_at", "id", "state")
_of_open("_topic", "topic")
_of_open("_about", "about")
_of_open("_age", "created_at", "state")

# What reps decided about a comment, from the first time that one opened it.
reviews = Table(
    "reviews",
    metadata,
    _comment(primary_key=True),
    Column("seen_at", MOMENT, nullable=False),
    Column("closed_at", MOMENT),
    Column("reason", String(20)),
    Column("outcome", String(20)),
    Column("outcome_on", Date),
    Column("assigned_to", Integer, ForeignKey("accounts.id")),
    Column("proposed_by", Integer, ForeignKey("accounts.id")),
    Column("answer_id", Integer, ForeignKey("answers.id")),
    Column("repeat_of", Integer, ForeignKey("comments.id", ondelete="SET NULL")),
    Index("ix_reviews_repeat_of", "repeat_of"),
    Index("ix_reviews_closed_at", "closed_at"),
    Index("ix_reviews_answer_id", "answer_id"),
    Index("ix_reviews_assigned_to", "assigned_to"),
)

# What was written, by the question it answers.
raw_words = Table(
    "raw_words",
    metadata,
    _comment(primary_key=True),
    Column("prompt", String(20), primary_key=True),
    Column("text", Text, nullable=False),
    Column("digest", String(32), nullable=False),
    Index("ix_raw_words_digest", "digest"),
)

contacts = Table(
    "contacts",
    metadata,
    _comment(primary_key=True),
    Column("locked", LargeBinary, nullable=False),
    Column("told_at", MOMENT),
)

# What may be published of it, in the language it came in and in English.
wordings = Table(
    "wordings",
    metadata,
    _comment(primary_key=True),
    Column("prompt", String(20), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("text", Text, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    _comment(),
    Column("by", String(80), nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_notes_comment_id", "comment_id"),
)

# Who did what; never what was said. A reference stays here when its comment is gone.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", MOMENT, nullable=False),
    Column("by", String(80), nullable=False),
    Column("action", String(40), nullable=False),
    Column("reference", String(14)),
    Column("detail", String(200), nullable=False),
    Index("ix_audit_reference", "reference"),
)

# Public words only, as they were when they were published.
replies = Table(
    "replies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("comment_id", Integer, ForeignKey("comments.id", ondelete="SET NULL")),
    Column("answer_id", Integer, ForeignKey("answers.id")),
    Column("origin", String(120), unique=True),
    Column("prompt", String(20), nullable=False),
    Column("about", String(120)),
    Column("topic", String(80)),
    Column("said", Text, nullable=False),
    Column("said_first", Text),
    Column("language", String(8), nullable=False),
    Column("theme", String(160)),
    Column("did", Text, nullable=False),
    Column("owner", String(160), nullable=False),
    Column("due_on", Date),
    Column("kept_on", Date),
    Column("kept_note", Text),
    Column("received_on", Date, nullable=False),
    Column("published_at", MOMENT, nullable=False),
    Column("changed_at", MOMENT),
    Column("note", Text),
    Column("withdrawn_at", MOMENT),
    Index("ix_replies_published_at", "published_at"),
    Index("ix_replies_comment_id", "comment_id"),
)

# A yearly report as it was when it was published: nothing in it is worked out again.
reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(40), nullable=False, unique=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("published_at", MOMENT, nullable=False),
    Column("body", Text, nullable=False),
)

# What was sent, or would have been: a kind, a link's path and to whom, locked.
mails = Table(
    "mails",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("locked_to", LargeBinary),
    Column("account_id", Integer, ForeignKey("accounts.id")),
    Column("reference", String(14)),
    Column("path", String(400), nullable=False),
    Column("made_at", MOMENT, nullable=False),
    Column("sent_at", MOMENT),
)

purges = Table(
    "purges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", MOMENT, nullable=False),
    Column("raw_words", Integer, nullable=False),
    Column("contacts", Integer, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("payload", Text, nullable=False),
    Column("run_after", MOMENT, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_until", MOMENT),
    Column("done_at", MOMENT),
    Column("failure", String(80)),
    Index("ix_jobs_waiting", "done_at", "run_after"),
)

limits = Table(
    "limits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, index=True),
    Column("at", MOMENT, nullable=False),
)

# Its index holds whole rows: a year's charts add up every month since the first.
question_counts = Table(
    "question_counts",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("value", String(80), primary_key=True),
    Column("total", Integer, nullable=False),
    Index("ix_question_counts_kind", "kind", "value", "month", "total"),
)

found_counts = Table(
    "found_counts",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("page", String(20), primary_key=True),
    Column("topic", String(80), primary_key=True),
    Column("answer", String(8), primary_key=True),
    Column("total", Integer, nullable=False),
)

# "Was this page right?", by entry.
right_counts = Table(
    "right_counts",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("about", String(120), primary_key=True),
    Column("answer", String(8), primary_key=True),
    Column("total", Integer, nullable=False),
)
