"""What was counted, as lines to print; a count under five is never told. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from localoffer.insight.model import NONE, Batch

LEAST_TOLD = 5  # fewer may be one family
FEW = f"fewer than {LEAST_TOLD}"
MOST_WORDS = 30
LISTS = (
    ("unanswered word", "Words of questions without a sure answer"),
    ("word", "Words of all questions"),
    ("district", "Districts named"),
)
Pairs = Mapping[str, tuple[int, int]]
Line = tuple[str, str, str, str]


def report(batch: Batch, month: str | None = None) -> list[str]:
    """Return the lines of each month, oldest first; of one month if it is named."""
    counted = {c.month for c in batch.counts} | {t.month for t in batch.taps}
    months = sorted(one for one in counted if month in {None, one})
    return [line for one in months for line in _month(batch, one)]


def _month(batch: Batch, month: str) -> Iterator[str]:
    counts = [count for count in batch.counts if count.month == month]
    taps = [taps for taps in batch.taps if taps.month == month]
    asked = [count for count in counts if count.kind in {"answered", "unanswered"}]
    yield month
    yield "Did you find what you needed?"
    told = _pairs((t.topic, t.answer == "yes", t.total) for t in taps)
    yield from _table(told, ("topic", "yes", "no", "share of yes"))
    yield "Questions, by the surest topic"
    sure = _pairs((c.value, c.kind == "answered", c.total) for c in asked)
    yield from _table(sure, ("topic", "sure answer", "not sure", "share of sure"))
    for kind, title in LISTS:
        yield from _list(title, {c.value: c.total for c in counts if c.kind == kind})
    yield ""


def _pairs(rows: Iterable[tuple[str, bool, int]]) -> Pairs:
    """Return the two totals of each topic."""
    totals: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for topic, is_first, total in rows:
        totals[topic][0 if is_first else 1] += total
    return {topic: (both[0], both[1]) for topic, both in totals.items()}


def _table(pairs: Pairs, head: Line) -> Iterator[str]:
    if not pairs:
        yield "  Nothing yet."
        return
    few = sorted(topic for topic, both in pairs.items() if max(both) < LEAST_TOLD)
    # What was found least often comes first; what is hidden gives no order away.
    shown = sorted((-_floor(pairs[t][1]), t) for t in pairs if t not in few)
    lines = [head, _all(pairs), *(_line(t, *pairs[t]) for _, t in shown)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  " + "  ".join(cells).rstrip()
    if few:
        yield f"  {FEW} of each: {', '.join(map(_name, few))}"


def _all(pairs: Pairs) -> Line:
    """Return all topics together, rounded: no hidden count can be worked out."""
    first = _near(sum(both[0] for both in pairs.values()))
    second = _near(sum(both[1] for both in pairs.values()))
    share = _share(first, second) if first or second else "not told"
    return "all topics", _about(first), _about(second), share


def _line(topic: str, first: int, second: int) -> Line:
    return _name(topic), _told(first), _told(second), _share(first, second)


def _share(first: int, second: int) -> str:
    """Return the share of the first, no closer than what is told of both."""
    if first < LEAST_TOLD:
        return f"at most {-(-100 * (LEAST_TOLD - 1) // (LEAST_TOLD - 1 + second))}%"
    if second < LEAST_TOLD:
        return f"at least {100 * first // (first + LEAST_TOLD - 1)}%"
    return f"{round(100 * first / (first + second))}%"


def _list(title: str, totals: Mapping[str, int]) -> Iterator[str]:
    """Tell what was counted often enough, most first."""
    often = [(-n, value) for value, n in totals.items() if n >= LEAST_TOLD]
    if often:
        told = (f"{value} {-n}" for n, value in sorted(often)[:MOST_WORDS])
        yield f"{title}: {', '.join(told)}"


def _told(total: int) -> str:
    return FEW if total < LEAST_TOLD else str(total)


def _about(total: int) -> str:
    return f"about {total}" if total else FEW


def _floor(total: int) -> int:
    return total if total >= LEAST_TOLD else 0


def _near(total: int) -> int:
    """Return a total rounded to fives; nothing below five."""
    return 5 * round(total / 5) if total >= LEAST_TOLD else 0


def _name(topic: str) -> str:
    return "no topic" if topic == NONE else topic
