"""Numbers that point at nobody: small ones are counted together. Pure.

A number under five could tell who somebody is. To write "fewer than 5" beside a total
would not do: whoever takes the others away has it. So such rows are counted together,
with the next larger ones where their sum would still give a small one away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST_TOLD = 5
FEW = f"fewer than {LEAST_TOLD}"


@dataclass(frozen=True)
class Line:
    """A number with what it counts; `total` None where it is too small to be told."""

    label: str
    total: int | None

    @property
    def told(self) -> str:
        """Return the number in words or figures."""
        return FEW if self.total is None else str(self.total)


def told_safely(totals: Mapping[str, int], order: Sequence[str] = ()) -> list[Line]:
    """Return the lines of a table, the largest first, or in an order that is given.

    A row of `order` that counted nothing is told as 0: nobody is in it.
    """
    counted = {label: total for label, total in totals.items() if total > 0}
    whole = sum(counted.values())
    empty = [Line(label, 0) for label in order if label not in counted]
    if 0 < whole < LEAST_TOLD:
        return [Line(" or ".join(sorted(counted)), None), *empty]
    pooled = _pooled(counted)
    shown = [Line(label, n) for label, n in counted.items() if label not in pooled]
    shown.sort(key=lambda line: _place(line, order))
    if pooled:
        label = f"{_listed(pooled)}, counted together"
        shown.append(Line(label, sum(counted[one] for one in pooled)))
    return [*shown, *empty]


def _pooled(counted: Mapping[str, int]) -> list[str]:
    """Return the labels that must be counted together, the smallest first."""
    ordered = sorted(counted, key=lambda label: (counted[label], label))
    pooled: list[str] = []
    for label in ordered:
        if counted[label] >= LEAST_TOLD and _is_vague(pooled, counted):
            break
        pooled.append(label)
    return pooled


def _is_vague(pooled: Sequence[str], counted: Mapping[str, int]) -> bool:
    """Say whether nobody can work out a row of those counted together."""
    total = sum(counted[label] for label in pooled)
    return not pooled or (total >= LEAST_TOLD and total > len(pooled) + 1)


def _place(line: Line, order: Sequence[str]) -> tuple[int, int, str]:
    place = order.index(line.label) if line.label in order else len(order)
    return place, -(line.total or 0), line.label


def _listed(labels: Sequence[str]) -> str:
    *first, last = sorted(labels)
    return f"{', '.join(first)} and {last}" if first else last
