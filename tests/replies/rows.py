"""Rows of published answers, with what every one must have."""

from datetime import UTC, datetime
from typing import Any

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def reply_row(**values: Any) -> dict[str, Any]:
    """Return a row of the table of published answers."""
    row: dict[str, Any] = {
        "about": None,
        "prompt": "included",
        "said": "a",
        "language": "en",
        "did": "b",
        "owner": "",
        "published_at": AT,
    }
    row |= values
    return {"received_on": row["published_at"].date()} | row
