"""codesign measure, reading, outcome, story, share and affected: what reports need to have been written down."""

from typing import Any

import click

from codesign.cli.compose import Composition
from codesign.cli.executing import carry_out, day, words
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.commands.measuring import (
    AddMeasure,
    AddOutcome,
    ChooseStory,
    Read,
    SayAffected,
    ShareLearning,
)
from codesign.errors import NotFound
from codesign.model import Audience, Decision, Direction, Item, Measure, MeasureFamily, OutcomeKind, Reading, Voice
from codesign.opened import OpenPartnership
from codesign.words import say

_FAMILIES = {each.value.replace(" ", "-"): each for each in MeasureFamily}


def _origins(opened: OpenPartnership, numbers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(opened.numbered(each).id for each in numbers)


@click.command("measure", help=say("cli.measure"), epilog=examples("cli.measure-examples"))
@click.argument("partnership")
@click.argument("text")
@click.option("--family", type=click.Choice(list(_FAMILIES)), required=True, help=say("cli.measure-family"))
@click.option("--unit", default="", help=say("cli.measure-unit"))
@click.option("--baseline", type=float, help=say("cli.measure-baseline"))
@click.option("--target", type=float, help=say("cli.measure-target"))
@click.option("--better", type=click.Choice([each.value for each in Direction]), help=say("cli.measure-better"))
@click.option("--source", default="", help=say("cli.measure-source"))
@click.option("--routine/--own", default=None, help=say("cli.measure-routine"))
@click.option("--meaningful-to", default="", help=say("cli.measure-meaningful"))
@click.option("--from", "origins", multiple=True, metavar="NUMBER", help=say("cli.measure-from"))
@pass_composition
def measure(
    composition: Composition,
    /,
    partnership: str,
    text: str,
    family: str,
    better: str | None,
    origins: tuple[str, ...],
    **fields: Any,
) -> None:
    told, *_checked = words([text, *(value for value in fields.values() if isinstance(value, str))])

    def wish(opened: OpenPartnership) -> AddMeasure:
        own = {**fields, "direction": Direction(better) if better else None, "origins": _origins(opened, origins)}
        return AddMeasure(told, _FAMILIES[family], own)

    carry_out(composition, partnership, wish)


@click.command("reading", help=say("cli.reading"), epilog=examples("cli.reading-examples"))
@click.argument("partnership")
@click.argument("number")
@click.argument("when")
@click.argument("value", type=float, required=False)
@click.option("--of", "whole", type=float, help=say("cli.reading-of"))
@click.option("--from-people", "n", type=click.IntRange(0), help=say("cli.reading-n"))
@click.option("--note", default="", help=say("cli.reading-note"))
@click.option("--take-out", is_flag=True, help=say("cli.reading-out"))
@pass_composition
def reading(
    composition: Composition,
    partnership: str,
    number: str,
    when: str,
    value: float | None,
    whole: float | None,
    n: int | None,
    note: str,
    take_out: bool,
) -> None:
    if (value is None) is not take_out:
        raise click.UsageError(say("cli.reading-value"))
    (told,) = words([note])
    found = Reading(value, whole, n, told) if value is not None else None
    carry_out(composition, partnership, lambda opened: Read(_measure(opened, number), when, found))


def _measure(opened: OpenPartnership, number: str) -> str:
    found = opened.numbered(number)
    if not isinstance(found, Measure):
        raise NotFound(say("cli.no-measure", number=found.number))
    return found.id


@click.command("outcome", help=say("cli.outcome"), epilog=examples("cli.outcome-examples"))
@click.argument("partnership")
@click.argument("text")
@click.option(
    "--kind", type=click.Choice([each.value for each in OutcomeKind]), required=True, help=say("cli.outcome-kind")
)
@click.option("--date", "on", default="", help=say("cli.outcome-date"))
@click.option("--from", "origins", multiple=True, metavar="NUMBER", help=say("cli.outcome-from"))
@pass_composition
def outcome(
    composition: Composition, partnership: str, text: str, kind: str, on: str, origins: tuple[str, ...]
) -> None:
    (told,) = words([text])
    carry_out(
        composition,
        partnership,
        lambda opened: AddOutcome(told, OutcomeKind(kind), day(opened, on), _origins(opened, origins)),
    )


@click.command("story", help=say("cli.story"), epilog=examples("cli.story-examples"))
@click.argument("partnership")
@click.argument("number")
@click.argument("why")
@pass_composition
def story(composition: Composition, partnership: str, number: str, why: str) -> None:
    (told,) = words([why])

    def wish(opened: OpenPartnership) -> ChooseStory:
        found = opened.numbered(number)
        if not isinstance(found, Voice):
            raise NotFound(say("cli.no-voice", number=found.number))
        return ChooseStory(found.id, told)

    carry_out(composition, partnership, wish)


@click.command("share", help=say("cli.share"), epilog=examples("cli.share-examples"))
@click.argument("partnership")
@click.argument("number")
@click.option(
    "--audience",
    type=click.Choice([Audience.PARTNERS.value, Audience.PUBLIC.value]),
    default=Audience.PARTNERS.value,
    show_default=True,
    help=say("cli.share-audience"),
)
@click.option("--agreed-by", default="", help=say("cli.agreed-by"))
@click.option("--take-back", is_flag=True, help=say("cli.share-take-back"))
@pass_composition
def share(
    composition: Composition, partnership: str, number: str, audience: str, agreed_by: str, take_back: bool
) -> None:
    (by,) = words([agreed_by])

    def wish(opened: OpenPartnership) -> ShareLearning:
        found = opened.numbered(number)
        if not isinstance(found, Item):
            raise NotFound(say("cli.no-card", number=found.number))
        return ShareLearning(found.id, None if take_back else Audience(audience), by)

    carry_out(composition, partnership, wish)


@click.command("affected", help=say("cli.affected"), epilog=examples("cli.affected-examples"))
@click.argument("partnership")
@click.argument("number")
@click.argument("text")
@pass_composition
def affected(composition: Composition, partnership: str, number: str, text: str) -> None:
    (told,) = words([text])

    def wish(opened: OpenPartnership) -> SayAffected:
        found = opened.numbered(number)
        if not isinstance(found, Decision):
            raise NotFound(say("cli.no-decision", number=found.number))
        return SayAffected(found.id, told)

    carry_out(composition, partnership, wish)
