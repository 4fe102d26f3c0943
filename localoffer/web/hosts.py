"""Which host names the site answers to; a forged one gets 400."""

from urllib.parse import urlsplit

from flask import Flask

LOOPBACK = ("localhost", "127.0.0.1")


def register(app: Flask, url: str, more: tuple[str, ...]) -> None:
    """Trust loopback, the site's own name, and the names an operator adds."""
    own = urlsplit(url).hostname
    app.config["TRUSTED_HOSTS"] = [*LOOPBACK, *((own,) if own else ()), *more]
