"""The four things that decide, read at a glance on a card and on a page."""

from dataclasses import dataclass
from typing import Self

from localoffer.content.model import Service
from localoffer.search.catalogue import Card
from localoffer.search.describe import where_of
from localoffer.search.labels import Labels


@dataclass(frozen=True)
class Deciding:
    """For whom (years), how to get in, what it costs, where. Empty is not stated."""

    ages: tuple[int, int] | None
    ways: tuple[str, ...]
    cost: str | None
    where: str | None
    delivered: tuple[str, ...]
    is_national: bool

    @classmethod
    def of_card(cls, card: Card, labels: Labels) -> Self:
        """Return what a card says."""
        return cls(
            ages=card.ages,
            ways=tuple(labels.value("access", way) for way in card.ways),
            cost=card.cost,
            where=card.where,
            delivered=tuple(labels.value("delivered", how) for how in card.delivered),
            is_national=card.is_national,
        )

    @classmethod
    def of_service(cls, service: Service, labels: Labels, oldest: int) -> Self:
        """Return what a service's own page says; `oldest` closes an open end."""
        ways = service.how_to_get_in.ways if service.how_to_get_in else ()
        return cls(
            ages=service.ages.bounds(oldest) if service.ages else None,
            ways=tuple(labels.value("access", way) for way in ways),
            cost=service.cost.is_ if service.cost else None,
            where=where_of(service),
            delivered=tuple(labels.value("delivered", d) for d in service.delivered),
            is_national=service.area == "national",
        )
