"""Numbers that point at nobody: small ones are counted together. Pure.

A number under five could tell who somebody is. To write "fewer than 5" beside a total
would not do: whoever takes the others away has it. So such rows are counted together,
with the next larger ones where their sum would still give a small one away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST_TOLD = 5
SLACK = 2  # ways fewer than this would name one of them; all small cases are tested
ALL = "All counted together"
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
    if 0 < whole < LEAST_TOLD:
        # Not even which rows they are in.
        return [Line(ALL, None)]
    empty = [Line(label, 0) for label in order if label not in counted]
    pooled = _pooled(counted)
    if pooled and len(pooled) == len(counted):
        return [Line(ALL, whole)]
    shown = [Line(label, n) for label, n in counted.items() if label not in pooled]
    shown.sort(key=lambda line: _place(line, order))
    if pooled:
        label = f"{_listed(pooled)}, counted together"
        shown.append(Line(label, sum(counted[one] for one in pooled)))
    return [*shown, *empty]


def _pooled(counted: Mapping[str, int]) -> list[str]:
    """Return the labels that must be counted together, the smallest first."""
    ordered = sorted(counted, key=lambda label: (counted[label], label))
    totals = [counted[label] for label in ordered]
    at = sum(total < LEAST_TOLD for total in totals)
    while 0 < at < len(totals) and not _is_vague(totals[:at], totals[at]):
        at += 1
    return ordered[:at]


def _is_vague(pooled: Sequence[int], least_shown: int) -> bool:
    """Say whether those counted together may each be more than one number.

    Whoever knows the rule knows that none of them is above the least that is shown,
    and that those under five would have been enough if they could.
    """
    total, rows = sum(pooled), len(pooled)
    if pooled[-1] < LEAST_TOLD:
        return total >= LEAST_TOLD and rows < total < rows * (LEAST_TOLD - 1)
    largest = (least_shown if one >= LEAST_TOLD else LEAST_TOLD - 1 for one in pooled)
    return sum(largest) - total >= SLACK


def _place(line: Line, order: Sequence[str]) -> tuple[int, int, str]:
    place = order.index(line.label) if line.label in order else len(order)
    return place, -(line.total or 0), line.label


def _listed(labels: Sequence[str]) -> str:
    *first, last = sorted(labels)
    return f"{', '.join(first)} and {last}" if first else last
