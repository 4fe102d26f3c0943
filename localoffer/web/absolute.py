"""Addresses for machines: whole, and never made from what a request claims."""

from flask import request

from localoffer.settings import Settings
from localoffer.web.shelf import take


def absolute(path: str) -> str:
    """Return a path's whole address, from LOCALOFFER_URL.

    Without that setting only loopback hosts are trusted, so their own name will do.
    """
    root = take(Settings).url or request.host_url
    return root.rstrip("/") + path
