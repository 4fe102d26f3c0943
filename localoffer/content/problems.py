"""Problems found in content: where, what is wrong, what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing an editor should mend; `level` is `error` or `advice`."""

    file: str
    line: int
    field: str
    wrong: str
    write: str
    level: str = "error"

    def __str__(self) -> str:
        """Two lines: the place and the fault, then what to write."""
        place = f"{self.file}:{self.line}"
        if self.field:
            place = f"{place}: {self.field}"
        return f"{place}: {self.wrong}\n    {self.write}"


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return only the problems that stop an edition, in order of file and line."""
    return tuple(sorted(p for p in problems if p.level == "error"))
