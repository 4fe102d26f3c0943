"""The worker's bench for paper: a site made when it is first needed."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from localoffer.app import create_app
from localoffer.edition.manifest import current
from localoffer.errors import EditionError
from localoffer.outbox.model import Handler
from localoffer.pages.workshop import Workshop
from localoffer.paper.actions import AHEAD, MAKE, Paper
from localoffer.paper.press import MISSING, can_press
from localoffer.settings import Settings

log = logging.getLogger(__name__)


@dataclass
class Bench:
    """Makes paper, and plans what is made with each edition."""

    settings: Settings
    paper: Paper
    _seen: str = field(init=False, default="")

    @cached_property
    def shop(self) -> Workshop:
        """Return the site; SettingsError when it cannot be made."""
        # Nothing is searched here, so no model is needed.
        return Workshop(create_app(replace(self.settings, meaning=False)))

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """Return what does the jobs of paper."""

        def make(payload: Mapping[str, str]) -> None:
            self.shop.make_job(payload)

        return {MAKE: make, AHEAD: make}

    def look(self) -> None:
        """Plan the paper of a new edition, and forget that of former ones."""
        try:
            digest = current(self.settings.data / "editions")
        except EditionError:
            return
        if digest == self._seen:
            return
        self.paper.files.forget_others(digest)
        if can_press():
            self.paper.plan(self.shop.plan(), digest)
        else:
            log.warning(MISSING)
        self._seen = digest
