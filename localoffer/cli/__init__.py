"""The command `localoffer`: one door for each task."""

import sys

import click

from localoffer.cli.booklets import booklets
from localoffer.cli.build import build
from localoffer.cli.check import check
from localoffer.cli.desk import desk
from localoffer.cli.doctor import doctor
from localoffer.cli.new import new
from localoffer.cli.serve import serve
from localoffer.cli.stale import stale
from localoffer.cli.work import migrate, work
from localoffer.errors import LocalOfferError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def group() -> None:
    """Run a SEND local offer. Each command says more with --help."""


for command in (
    booklets,
    build,
    check,
    desk,
    doctor,
    migrate,
    new,
    serve,
    stale,
    work,
):
    group.add_command(command)


def main() -> None:
    """Run a command; a failure we know is told in words, with its exit code."""
    try:
        group.main(prog_name="localoffer")
    except LocalOfferError as fault:
        click.echo(fault.message, err=True)
        sys.exit(fault.exit_code)
