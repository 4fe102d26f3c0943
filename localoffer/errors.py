"""Errors that know what they cause: status, exit code, words for the reader."""


class LocalOfferError(Exception):
    """Something went wrong that the reader can be told about in plain words."""

    status = 500
    exit_code = 1
    # Which status's words the reader is shown, where they say more than its own.
    words_of: int | None = None

    def __init__(self, message: str) -> None:
        """Keep the words for the reader."""
        super().__init__(message)
        self.message = message


class SettingsError(LocalOfferError):
    """A setting is missing or wrong; every problem is in the message."""

    exit_code = 2


class ContentError(LocalOfferError):
    """The content folder cannot be bound into an edition."""


class EditionError(LocalOfferError):
    """An edition is missing, damaged or made by another version."""

    status = 503
    exit_code = 3


class StorageError(LocalOfferError):
    """The database could not keep what it was given."""

    status = 503
    exit_code = 4


class TooLongError(LocalOfferError):
    """A question is longer than the box on the page lets anyone type."""

    status = 400
    words_of = 414
