"""How often the first answers are right, by the judge of tests/evaluation."""

import json
import runpy
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

JUDGE = Path(__file__).resolve().parent.parent / "tests" / "evaluation"


@dataclass(frozen=True)
class Figures:
    """Means over the questions that want something."""

    success1: float
    success3: float
    mrr: float
    questions: int

    @classmethod
    def of(cls, ranks: Sequence[int | None]) -> "Figures":
        """Return the figures of the ranks of first right answers."""
        return cls(
            success1=statistics.mean(rank == 1 for rank in ranks),
            success3=statistics.mean(rank is not None and rank <= 3 for rank in ranks),
            mrr=statistics.mean(1 / rank if rank else 0.0 for rank in ranks),
            questions=len(ranks),
        )

    def __str__(self) -> str:
        """Return the three figures."""
        return (
            f"success1 {self.success1:.3f}, success3 {self.success3:.3f}, "
            f"mrr {self.mrr:.3f}"
        )

    def gain(self, other: "Figures") -> str:
        """Return how many times as often these are right as others."""
        pairs = {
            name: (getattr(self, name), getattr(other, name))
            for name in ("success1", "success3", "mrr")
        }
        return ", ".join(f"{name} {a / b:.2f}" for name, (a, b) in pairs.items() if b)


def queries() -> list[dict[str, Any]]:
    """Return the development questions that want something."""
    lines = (JUDGE / "queries-dev.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if row["want"]]


def ranked(
    rows: list[dict[str, Any]], ask: Callable[[str], dict[str, Any]]
) -> list[int | None]:
    """Return the rank of each question's first right answer, None where there is none.

    `ask` answers as `/api/search` does; one that is not confident counts as none.
    """
    judge = runpy.run_path(str(JUDGE / "evaluate.py"))
    labels = judge["truth"](str(JUDGE / "topics-covered.md"))
    answers = [ask(row["q"]) for row in rows]
    return [
        judge["first_wanted"](row, answer, labels) if answer["confident"] else None
        for row, answer in zip(rows, answers, strict=True)
    ]
