"""codesign partner, connect and ask: who takes part, how they are connected, and what help is asked for."""

from typing import Any

import click

from codesign.cli.compose import Composition
from codesign.cli.executing import carry_out, day, sector, words
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.commands.connecting import AddPartner, AnswerHelp, AskHelp, Connect
from codesign.errors import NotFound
from codesign.model import AskForHelp, Channel, Connection, ConnectionResult, Depth, Partner, Support
from codesign.opened import OpenPartnership
from codesign.text import folded
from codesign.words import say

_RESULTS = {each.value.replace(" ", "-"): each for each in ConnectionResult}


@click.command("partner", help=say("cli.partner"), epilog=examples("cli.partner-examples"))
@click.argument("partnership")
@click.argument("organisation")
@click.option("--sector", "of", default="", help=say("cli.partner-sector"))
@click.option("--role", default="", help=say("cli.partner-role"))
@pass_composition
def partner(composition: Composition, partnership: str, organisation: str, of: str, role: str) -> None:
    name, what = words([organisation, role])
    carry_out(composition, partnership, lambda opened: AddPartner(name, sector(opened, of), what))


@click.command("connect", help=say("cli.connect"), epilog=examples("cli.connect-examples"))
@click.argument("partnership")
@click.argument("one")
@click.argument("other")
@click.option("--depth", type=click.Choice([each.value for each in Depth]), help=say("cli.connect-depth"))
@click.option("--channel", type=click.Choice([each.value for each in Channel]), help=say("cli.connect-channel"))
@click.option("--text", default="", help=say("cli.connect-text"))
@click.option("--began", default="", help=say("cli.connect-began"))
@click.option("--grew-from", default="", metavar="NUMBER", help=say("cli.connect-grew-from"))
@click.option(
    "--result", "results", type=click.Choice(list(_RESULTS)), multiple=True, help=say("cli.connect-result")
)
@pass_composition
def connect(
    composition: Composition,
    partnership: str,
    one: str,
    other: str,
    depth: str | None,
    channel: str | None,
    text: str,
    began: str,
    grew_from: str,
    results: tuple[str, ...],
) -> None:
    (told,) = words([text])

    def wish(opened: OpenPartnership) -> Connect:
        fields: dict[str, Any] = {
            "depth": Depth(depth) if depth else None,
            "channel": Channel(channel) if channel else None,
            "text": told,
            "began": day(opened, began),
            "parent": _connection(opened, grew_from) if grew_from else "",
            "results": frozenset(_RESULTS[each] for each in results),
        }
        given = {name: value for name, value in fields.items() if value}
        return Connect(_partner(opened, one), _partner(opened, other), given)

    carry_out(composition, partnership, wish)


def _connection(opened: OpenPartnership, number: str) -> str:
    found = opened.numbered(number)
    if not isinstance(found, Connection):
        raise NotFound(say("cli.no-connection", number=found.number))
    return found.id


def _partner(opened: OpenPartnership, name: str) -> str:
    """Return the id of the partner of a name or number."""
    named = [each for each in opened.records.live(Partner) if folded(each.organisation) == folded(name.strip())]
    found = named[0] if len(named) == 1 else opened.numbered(name)
    if not isinstance(found, Partner):
        raise NotFound(say("cli.no-partner", name=name))
    return found.id


@click.group("ask", help=say("cli.ask"), epilog=examples("cli.ask-examples"))
def ask() -> None:
    pass


@ask.command("for", help=say("cli.ask-for"))
@click.argument("partnership")
@click.argument("support", type=click.Choice([each.value for each in Support]))
@click.argument("text")
@click.option("--of", "whom", default="", help=say("cli.ask-of"))
@click.option("--by", "needed", default="", help=say("cli.ask-by"))
@pass_composition
def for_(composition: Composition, partnership: str, support: str, text: str, whom: str, needed: str) -> None:
    told, body = words([text, whom])
    carry_out(composition, partnership, lambda opened: AskHelp(told, Support(support), body, day(opened, needed)))


@ask.command("answered", help=say("cli.ask-answered"))
@click.argument("partnership")
@click.argument("number")
@click.argument("answer")
@pass_composition
def answered(composition: Composition, partnership: str, number: str, answer: str) -> None:
    (told,) = words([answer])

    def wish(opened: OpenPartnership) -> AnswerHelp:
        found = opened.numbered(number)
        if not isinstance(found, AskForHelp):
            raise NotFound(say("cli.no-ask", number=found.number))
        return AnswerHelp(found.id, told)

    carry_out(composition, partnership, wish)
