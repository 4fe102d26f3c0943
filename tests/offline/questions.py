"""The questions that offline search is held against, and how they are chosen."""

import hashlib
import json
from pathlib import Path

EVALUATION = Path(__file__).parents[1] / "evaluation"
SETS = ("queries-dev", "questions-tried", "questions-unseen")


def english(name: str) -> list[str]:
    """Return the English questions of a set."""
    lines = (EVALUATION / f"{name}.jsonl").read_text("utf-8").splitlines()
    rows = (json.loads(line) for line in lines if line)
    return [row["q"] for row in rows if row["lang"] == "en"]


def thirty() -> list[str]:
    """Return thirty development questions: those whose checksums come first."""

    def checksum(question: str) -> str:
        return hashlib.sha256(question.encode()).hexdigest()

    return sorted(english("queries-dev"), key=checksum)[:30]
