"""Cells of a table that others open: no program takes one for a formula. Pure."""

import re

RUN = "=+\\-@\t\r\n＝＋－＠"  # what may begin a formula, wide signs too
RISKY = re.compile(f"'*[{RUN}]")
GUARDED = re.compile(f"'+[{RUN}]")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe stands before a formula."""
    return f"'{cell}" if RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell as it was before it was guarded."""
    return cell[1:] if GUARDED.match(cell) else cell
