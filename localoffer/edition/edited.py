"""When each content file was last edited, from the history where there is one."""

import subprocess
from pathlib import Path


def edited_dates(content: Path) -> dict[str, str]:
    """Return file → date (2026-11-24) from one `git log`; empty without a history."""
    command = [
        "git", "-C", str(content), "log", "--format=%x00%cs", "--name-only",
        "--relative", "--no-renames", "--", ".",
    ]  # fmt: skip
    try:
        log = subprocess.run(  # noqa: S603  a fixed command on our own folder
            command, capture_output=True, text=True, check=True, encoding="utf-8"
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return {}
    dates: dict[str, str] = {}
    for commit in log.split("\0")[1:]:
        day, *files = [line for line in commit.split("\n") if line]
        for file in files:
            dates.setdefault(file, day)
    return dates
