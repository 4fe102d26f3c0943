"""Who provides what."""

from localoffer.content.fields import Contact, Plain, Record, Slug, Text


class Organisation(Record):
    """A provider, with its own contact where one is stated."""

    slug: Slug
    name: Plain
    words: Text | None = None
    contact: Contact | None = None


class Organisations(Record):
    """The file of providers."""

    organisations: tuple[Organisation, ...]
