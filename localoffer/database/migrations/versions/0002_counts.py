"""Counts by month: what was asked, and whether it was found."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make both tables; the one by day was never written to."""
    op.drop_table("counts")
    op.create_table(
        "question_counts",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("value", sa.String(80), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "kind", "value", name="pk_question_counts"),
    )
    op.create_table(
        "found_counts",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("page", sa.String(20), nullable=False),
        sa.Column("topic", sa.String(80), nullable=False),
        sa.Column("answer", sa.String(8), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "month", "page", "topic", "answer", name="pk_found_counts"
        ),
    )


def downgrade() -> None:
    """Make the table by day again, empty."""
    for table in ("found_counts", "question_counts"):
        op.drop_table(table)
    op.create_table(
        "counts",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("value", sa.String(80), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "value", name="pk_counts"),
    )
