"""People at the desk, and the records that it keeps of itself."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
COVERED = ["kind", "value", "month", "total"]
NEW = (
    "right_counts", "purges", "mails", "reports", "audit", "keys", "sessions",
    "accounts",
)  # fmt: skip
APPEND_ONLY = {
    "sqlite": [
        f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        (
            "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$"
        ),
        (
            "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
            "ON audit EXECUTE FUNCTION audit_is_append_only()"
        ),
    ],
}


def upgrade() -> None:
    """Make accounts and records; an index for counts by kind."""
    _make_people()
    _make_records()
    op.create_index("ix_question_counts_kind", "question_counts", COVERED)
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Forget everybody, and every record."""
    op.drop_index("ix_question_counts_kind", "question_counts")
    for table in NEW:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_append_only()")


def _make_people() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("email", sa.String(200), nullable=False),
        sa.Column("roles", sa.String(80), nullable=False),
        sa.Column("password", sa.String(200)),
        sa.Column("code_key", sa.String(200)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("email", name="uq_accounts_email"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(64), nullable=False),
        _key("sessions", "account_id", "accounts", nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    op.create_table(
        "keys",
        sa.Column("digest", sa.String(64), nullable=False),
        _key("keys", "account_id", "accounts", nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("digest", name="pk_keys"),
    )
    op.create_index("ix_keys_account_id", "keys", ["account_id"])


def _make_records() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("reference", sa.String(14)),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_reference", "audit", ["reference"])
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("name", name="uq_reports_name"),
    )
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("locked_to", sa.LargeBinary()),
        _key("mails", "account_id", "accounts"),
        sa.Column("reference", sa.String(14)),
        sa.Column("path", sa.String(400), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
    )
    op.create_table(
        "purges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("raw_words", sa.Integer(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_purges"),
    )
    op.create_table(
        "right_counts",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("about", sa.String(120), nullable=False),
        sa.Column("answer", sa.String(8), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "about", "answer", name="pk_right_counts"),
    )


def _key(table: str, column: str, to: str, **options: Any) -> sa.Column[int]:
    ondelete = options.pop("ondelete", None)
    name = f"fk_{table}_{column}_{to}"
    key = sa.ForeignKey(f"{to}.id", name=name, ondelete=ondelete)
    return sa.Column(column, sa.Integer(), key, **options)
