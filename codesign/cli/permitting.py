"""The command that says how words may be used: permit."""

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.commands.voices import PermitMany
from codesign.dates import read_last_day
from codesign.errors import NotFound, Refused
from codesign.model import Attribution, Audience, Permission, Voice
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.text import clean
from codesign.views.permitting import Scope, scopes
from codesign.words import say

_HOW = {each.value.replace(" ", "-"): each for each in Attribution}


@click.command("permit", help=say("permit.help"), epilog=say("permit.examples"))
@click.argument("partnership")
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@click.option("--as", "how", type=click.Choice(list(_HOW)), help=say("permit.how"))
@click.option("--to", "audience", type=click.Choice([each.value for each in Audience]), help=say("permit.to"))
@click.option("--until", default="", metavar="DAY", help=say("permit.until"))
@click.option("--read-back", is_flag=True, help=say("permit.read-back"))
@click.option("--usual", is_flag=True, help=say("permit.usual"))
@click.option("--unset", is_flag=True, help=say("permit.unset"))
@pass_composition
def permit(
    composition: Composition,
    partnership: str,
    numbers: tuple[str, ...],
    how: str | None,
    audience: str | None,
    until: str,
    read_back: bool,
    usual: bool,
    unset: bool,
) -> None:
    if unset and (how or audience or until or usual):
        raise click.UsageError(say("permit.not-both"))
    if how is None and (audience or until or not (usual or unset)):
        raise click.UsageError(say("permit.which"))
    opened = composition.workspace.open(partnership)
    try:
        voices = [_voice(opened, number) for number in numbers]
        if unset:
            permission = None
        elif how is not None:
            permission = _permission(opened, _HOW[how], audience, until)
        else:
            permission = _usual(scopes(opened.records, voices)[0])
        ids = tuple(each.id for each in voices)
        done = opened.execute(PermitMany(ids, permission, read_back or None, usual and how is not None))
        click.echo(clean(done.change.told) if done else say("cli.unchanged"))
    finally:
        opened.close()


def _voice(opened: OpenPartnership, number: str) -> Voice:
    record = opened.numbered(number)
    if not isinstance(record, Voice):
        raise NotFound(say("permit.no-voice", number=record.number))
    return record


def _permission(opened: OpenPartnership, how: Attribution, audience: str | None, until: str) -> Permission:
    if how is Attribution.NOT_RECORDED:
        return Permission(how, Audience.ROOM)
    now = today(opened.clock)
    day = read_last_day(until.strip().casefold(), now) if until else None
    if until and day is None:
        raise Refused(say("cli.no-date", text=until))
    if day is not None and day < now:
        raise Refused(say("permission.past", day=day))
    return Permission(how, Audience(audience) if audience else Audience.ROOM, day)


def _usual(scope: Scope) -> Permission:
    """Return what the one person who said the voices usually allows."""
    if scope.usual is None:
        raise Refused(say("permit.no-usual", numbers=scope.words))
    return scope.usual
