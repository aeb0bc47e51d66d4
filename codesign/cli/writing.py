"""Commands that change something: new, add, meeting; and templates, from which meetings are planned."""

import sys
from datetime import date, time

import click

from codesign.capture import LineKind, read_line
from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.commands.capture import Capture
from codesign.commands.meetings import Plan
from codesign.dates import hour_minute, long, read_date, read_time
from codesign.errors import CodesignError, Refused
from codesign.guard import findings, told
from codesign.model import Meeting, Mode
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.templates import built_in
from codesign.text import clean, is_text
from codesign.views.templates import named, offered
from codesign.words import say


@click.command("new", help=say("cli.new"), epilog=examples("cli.new-examples"))
@click.argument("name")
@click.option("--language", metavar="CODE", default="", help=say("cli.new-language"))
@pass_composition
def new(composition: Composition, name: str, language: str) -> None:
    opened = composition.workspace.create(name, language)
    opened.close()
    click.echo(opened.folder)


@click.command("add", help=say("cli.add"), epilog=examples("cli.add-examples"))
@click.argument("partnership")
@click.argument("line")
@click.option("--keep-identifiers", "as_it_is", is_flag=True, help=say("cli.add-keep"))
@pass_composition
def add(composition: Composition, partnership: str, line: str, as_it_is: bool) -> None:
    opened = composition.workspace.open(partnership)
    try:
        lines = (sys.stdin or ()) if line == "-" else [line]
        for n, each in enumerate(lines, 1):
            if line != "-" or each.strip():
                click.echo(_add(opened, each, n if line == "-" else 0, as_it_is=as_it_is))
    finally:
        opened.close()


def _add(opened: OpenPartnership, text: str, n: int, *, as_it_is: bool) -> str:
    """Keep one line and return its number. A failure names the line: those before it are saved."""
    try:
        if not is_text(text):
            raise Refused(say("cli.not-text"))
        if (found := findings(text)) and not as_it_is:
            raise Refused(say("cli.identifiers", what=told(found)))
        line = read_line(text, default=LineKind.NEED, today=today(opened.clock), known=opened.known)
        done = opened.execute(Capture((line,)))
    except CodesignError as error:
        if not n:
            raise
        raise Refused(say("cli.line", n=n, why=error)) from error
    number = next(edit.now["number"] for edit in done.change.edits if edit.made) if done else ""
    if line.unread:
        click.echo(f"{number}: {say('capture.as-text', words=' '.join(map(clean, line.unread)))}", err=True)
    return str(number)


@click.command("meeting", help=say("cli.meeting"), epilog=examples("cli.meeting-examples"))
@click.argument("partnership")
@click.option("--template", "name", default="workshop-90", show_default=True, help=say("cli.meeting-template"))
@click.option("--date", "day", default="today", show_default=True, help=say("cli.meeting-date"))
@click.option("--starts", default="", help=say("cli.meeting-starts"))
@click.option("--place", default="", help=say("cli.meeting-place"))
@click.option("--mode", type=click.Choice([each.value for each in Mode]), help=say("cli.meeting-mode"))
@click.option("--event", default="", help=say("cli.meeting-event"))
@click.option("--title", default="", help=say("cli.meeting-title"))
@pass_composition
def meeting(
    composition: Composition,
    partnership: str,
    name: str,
    day: str,
    starts: str,
    place: str,
    mode: str | None,
    event: str,
    title: str,
) -> None:
    opened = composition.workspace.open(partnership)
    try:
        on, at = _day(day, today(opened.clock)), _time(starts)
        how = Mode(mode) if mode else None
        done = opened.execute(Plan(named(opened.records, name), on, place, title, "", at, event, how))
        planned = opened.records.get(Meeting, done.change.edits[0].id) if done else None
        if planned is not None:
            when = f"{long(planned.on)} {hour_minute(planned.starts)}" if planned.starts else long(planned.on)
            click.echo(f"{planned.number}  {clean(planned.title)}, {when}")
    finally:
        opened.close()


@click.command("templates", help=say("cli.templates"), epilog=examples("cli.templates-examples"))
@click.argument("partnership", required=False)
@pass_composition
def templates(composition: Composition, partnership: str | None) -> None:
    found = built_in()
    if partnership is not None:
        opened = composition.workspace.open(partnership)
        found = offered(opened.records)
        opened.close()
    width = max(len(each.name) for each in found)
    for each in found:
        click.echo(f"{each.name:<{width}}  {say('cli.template', n=each.minutes):>7}  {clean(each.title)}")


def _time(text: str) -> time | None:
    if not text.strip():
        return None
    found = read_time(text)
    if found is None:
        raise Refused(say("card.no-time", text=text))
    return found


def _day(text: str, now: date) -> date:
    if not text.strip():
        raise Refused(say("card.needs-date"))
    day = read_date(text, now)
    if day is None:
        raise Refused(say("cli.no-date", text=text))
    return day
