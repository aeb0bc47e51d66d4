"""codesign cycle: a year's cycle opened, reflected upon and closed, and its summary released."""

import click

from codesign.cli.compose import Composition
from codesign.cli.executing import carry_out, words
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.commands.cycles import (
    CloseCycle,
    Conclude,
    OpenCycle,
    RateStrategy,
    ReleaseSummary,
    SayHowWePractised,
)
from codesign.model import Audience, StrategyRating, Verdict
from codesign.ports import today
from codesign.views.cycles import wanted_cycle
from codesign.words import say

_year = click.option("--year", type=click.IntRange(1900, 9999), help=say("cli.cycle-year"))
_RATED = click.IntRange(1, 5)


@click.group("cycle", help=say("cli.cycle"), epilog=examples("cli.cycle-examples"))
def cycle() -> None:
    pass


@cycle.command("open", help=say("cli.cycle-open"))
@click.argument("partnership")
@_year
@pass_composition
def open_(composition: Composition, partnership: str, year: int | None) -> None:
    carry_out(composition, partnership, lambda opened: OpenCycle(year or today(opened.clock).year))


@cycle.command("rate", help=say("cli.cycle-rate"))
@click.argument("partnership")
@click.argument("strategy", type=click.IntRange(1, 7))
@click.option("--table", type=click.IntRange(1), help=say("cli.cycle-table"))
@click.option("--value", type=_RATED, help=say("cli.cycle-value"))
@click.option("--in-use", type=_RATED, help=say("cli.cycle-in-use"))
@click.option("--challenge", default="", help=say("cli.cycle-challenge"))
@_year
@pass_composition
def rate(
    composition: Composition,
    partnership: str,
    strategy: int,
    table: int | None,
    value: int | None,
    in_use: int | None,
    challenge: str,
    year: int | None,
) -> None:
    (text,) = words([challenge])
    rating = StrategyRating(strategy, table or 0, value, in_use, text)
    carry_out(composition, partnership, lambda opened: RateStrategy(wanted_cycle(opened.records, year).id, rating))


def _concluding(verdict: Verdict) -> None:
    @cycle.command(verdict.value, help=say(f"cli.cycle-{verdict.value}"))
    @click.argument("partnership")
    @click.argument("text")
    @click.option("--because", default="", help=say("cli.cycle-because"))
    @click.option("--about", default="", metavar="NUMBER", help=say("cli.cycle-about"))
    @_year
    @pass_composition
    def conclude(
        composition: Composition, partnership: str, text: str, because: str, about: str, year: int | None
    ) -> None:
        told, why = words([text, because])
        carry_out(
            composition,
            partnership,
            lambda opened: Conclude(
                wanted_cycle(opened.records, year).id,
                verdict,
                told,
                why,
                opened.numbered(about).id if about else "",
            ),
        )


for _verdict in Verdict:
    _concluding(_verdict)


@cycle.command("practised", help=say("cli.cycle-practised"))
@click.argument("partnership")
@click.argument("text")
@_year
@pass_composition
def practised(composition: Composition, partnership: str, text: str, year: int | None) -> None:
    (told,) = words([text])
    carry_out(
        composition, partnership, lambda opened: SayHowWePractised(wanted_cycle(opened.records, year).id, told)
    )


@cycle.command("close", help=say("cli.cycle-close"))
@click.argument("partnership")
@_year
@pass_composition
def close(composition: Composition, partnership: str, year: int | None) -> None:
    carry_out(composition, partnership, lambda opened: CloseCycle(wanted_cycle(opened.records, year).id))


@cycle.command("release", help=say("cli.cycle-release"))
@click.argument("partnership")
@click.option(
    "--audience",
    type=click.Choice([Audience.PARTNERS.value, Audience.PUBLIC.value]),
    default=Audience.PARTNERS.value,
    show_default=True,
    help=say("cli.cycle-audience"),
)
@click.option("--agreed-by", default="", help=say("cli.agreed-by"))
@click.option("--take-back", is_flag=True, help=say("cli.cycle-take-back"))
@_year
@pass_composition
def release(
    composition: Composition, partnership: str, audience: str, agreed_by: str, take_back: bool, year: int | None
) -> None:
    (by,) = words([agreed_by])
    for_whom = None if take_back else Audience(audience)
    carry_out(
        composition,
        partnership,
        lambda opened: ReleaseSummary(wanted_cycle(opened.records, year).id, for_whom, by),
    )
