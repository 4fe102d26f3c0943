"""The settings of the command that is running."""

import os

from localoffer.paths import checkout
from localoffer.settings import Settings, read_settings


def settings_now() -> Settings:
    """Return the settings from the environment; SettingsError names each fault."""
    return read_settings(os.environ, checkout())
