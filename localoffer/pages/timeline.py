"""A timeline as a page shows it, and the day its page was made."""

from dataclasses import dataclass
from datetime import date

from localoffer.content.timeline import Step, Timeline
from localoffer.edition.opening import Edition
from localoffer.pages.addresses import EntryLink, links_to


@dataclass(frozen=True)
class StepView:
    """One step with the entries that help in it."""

    step: Step
    links: tuple[EntryLink, ...]


@dataclass(frozen=True)
class TimelineView:
    """All steps; `today` shows a telephone that its own clock is slow."""

    it: Timeline
    steps: tuple[StepView, ...]
    today: date


def timeline_view(
    timeline: Timeline | None, edition: Edition, today: date
) -> TimelineView | None:
    """Return a guide's timeline ready to show, or None when it has none."""
    if timeline is None:
        return None
    steps = tuple(
        StepView(step, links_to(step.entries, edition)) for step in timeline.steps
    )
    return TimelineView(timeline, steps, today)
