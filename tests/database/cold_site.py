"""The site as the server starts it, but not made warm: for servers that are killed."""

import os

from flask import Flask

from localoffer.app import create_app
from localoffer.paths import checkout
from localoffer.settings import read_settings


def cold() -> Flask:
    """Return the site, settings from the environment."""
    return create_app(read_settings(os.environ, checkout()))
