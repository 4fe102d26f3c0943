"""`localoffer desk invite`: the first account, and a way back for whoever lost all."""

import sys

import click

from localoffer.cli.config import settings_now
from localoffer.database.connection import Database
from localoffer.review.accounts import by_email
from localoffer.review.addresses import is_email, is_name, tidy_email, tidy_name
from localoffer.review.model import ROLES
from localoffer.review.team import Invited, Team
from localoffer.settings import Settings, ensure_secret_key
from localoffer.web.clock import Clock

BY = "the command line"  # who did it, in the log
EXAMPLE = 'Example: localoffer desk invite "Ann Reed" ann@forum.example --role rep'


@click.command(epilog=EXAMPLE)
@click.argument("name")
@click.argument("email")
@click.option("--role", "roles", type=click.Choice(ROLES), multiple=True, required=True)
def invite(name: str, email: str, roles: tuple[str, ...]) -> None:
    """Invite somebody to the desk, and print the link that lets them in once.

    The link is good for seven days. Somebody who is here already gets a new one,
    with these roles, and chooses a new password by it.
    """
    settings = settings_now()
    invited = Invited(tidy_name(name), tidy_email(email), frozenset(roles))
    if not is_name(invited.name) or not is_email(invited.email):
        click.echo("Write a name, and a whole e-mail address.", err=True)
        sys.exit(2)
    path = _path(settings, invited)
    if path is None:
        click.echo("Nobody else is an administrator: this one must stay one.", err=True)
        sys.exit(1)
    click.echo(settings.url + path)


def _path(settings: Settings, invited: Invited) -> str | None:
    database = Database(settings.database_url)
    secret = settings.secret_key or ensure_secret_key(settings.data)
    team, now = Team(database, secret), Clock().now()
    account = by_email(database, invited.email)
    if account is None:
        return team.invite(invited, BY, now)
    if not team.change_roles(account, invited.roles, BY, now):
        return None
    return team.invite_again(account, BY, now)
