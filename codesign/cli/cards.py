"""Commands that act on cards: move, convert, archive, tag, split, merge, duplicate; and link and unlink for all
records of the thread."""

from collections.abc import Sequence

import click

from codesign.cli.compose import Composition
from codesign.cli.executing import carry_out, words
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.commands import Command
from codesign.commands.amending import Archive
from codesign.commands.cards import Convert, Move, Tag
from codesign.commands.joining import Duplicate, Merge, Split
from codesign.commands.linking import Link, Unlink, Way
from codesign.errors import NotFound
from codesign.model import Item, ItemKind, Phase
from codesign.opened import OpenPartnership
from codesign.records import as_number
from codesign.words import say

_KINDS = {kind.value.replace(" ", "-"): kind for kind in ItemKind}


def _card(opened: OpenPartnership, number: str) -> Item:
    record = opened.numbered(number)
    if not isinstance(record, Item):
        raise NotFound(say("cli.no-card", number=record.number))
    return record


def _cards(opened: OpenPartnership, numbers: Sequence[str]) -> tuple[str, ...]:
    return tuple(_card(opened, number).id for number in numbers)


@click.command("move", help=say("cli.move"), epilog=examples("cli.move-examples"))
@click.argument("partnership")
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@click.argument("phase", type=click.Choice([each.value for each in Phase]))
@pass_composition
def move(composition: Composition, partnership: str, numbers: tuple[str, ...], phase: str) -> None:
    carry_out(
        composition,
        partnership,
        lambda opened: Move(_cards(opened, numbers), Phase(phase)),
        say("cli.there-already", n=len(numbers), number=as_number(numbers[0]), phase=phase),
    )


@click.command("convert", help=say("cli.convert"), epilog=examples("cli.convert-examples"))
@click.argument("partnership")
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@click.argument("kind", type=click.Choice(list(_KINDS)))
@pass_composition
def convert(composition: Composition, partnership: str, numbers: tuple[str, ...], kind: str) -> None:
    carry_out(composition, partnership, lambda opened: Convert(_cards(opened, numbers), _KINDS[kind]))


@click.command("archive", help=say("cli.archive"), epilog=examples("cli.archive-examples"))
@click.argument("partnership")
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@click.option("--back", is_flag=True, help=say("cli.archive-back"))
@pass_composition
def archive(composition: Composition, partnership: str, numbers: tuple[str, ...], back: bool) -> None:
    def wish(opened: OpenPartnership) -> Command:
        return Archive(tuple(opened.numbered(number).id for number in numbers), archived=not back)

    carry_out(composition, partnership, wish)


@click.command("tag", help=say("cli.tag"), epilog=examples("cli.tag-examples"))
@click.argument("partnership")
@click.argument("tag")
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@click.option("--remove", is_flag=True, help=say("cli.tag-remove"))
@pass_composition
def tag_(composition: Composition, partnership: str, tag: str, numbers: tuple[str, ...], remove: bool) -> None:
    (word,) = words([tag])
    carry_out(composition, partnership, lambda opened: Tag(_cards(opened, numbers), word, on=not remove))


@click.command("split", help=say("cli.split"), epilog=examples("cli.split-examples"))
@click.argument("partnership")
@click.argument("number")
@click.argument("titles", metavar="TITLE...", nargs=-1, required=True)
@pass_composition
def split(composition: Composition, partnership: str, number: str, titles: tuple[str, ...]) -> None:
    parts = words(titles)
    carry_out(composition, partnership, lambda opened: Split(_card(opened, number), parts))


@click.command("merge", help=say("cli.merge"), epilog=examples("cli.merge-examples"))
@click.argument("partnership")
@click.argument("number")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@pass_composition
def merge(composition: Composition, partnership: str, number: str, others: tuple[str, ...]) -> None:
    carry_out(composition, partnership, lambda opened: Merge(_card(opened, number).id, _cards(opened, others)))


@click.command("duplicate", help=say("cli.duplicate"), epilog=examples("cli.duplicate-examples"))
@click.argument("partnership")
@click.argument("number")
@pass_composition
def duplicate(composition: Composition, partnership: str, number: str) -> None:
    carry_out(composition, partnership, lambda opened: Duplicate(_card(opened, number).id))


@click.command("link", help=say("cli.link"), epilog=examples("cli.link-examples"))
@click.argument("partnership")
@click.argument("number")
@click.argument("other")
@click.option(
    "--way",
    type=click.Choice([each.value for each in Way]),
    default=Way.BY_KIND.value,
    show_default=True,
    help=say("cli.link-way"),
)
@pass_composition
def link(composition: Composition, partnership: str, number: str, other: str, way: str) -> None:
    def wish(opened: OpenPartnership) -> Command:
        return Link(opened.numbered(number).id, opened.numbered(other).id, Way(way))

    carry_out(composition, partnership, wish)


@click.command("unlink", help=say("cli.unlink"), epilog=examples("cli.unlink-examples"))
@click.argument("partnership")
@click.argument("number")
@click.argument("other")
@pass_composition
def unlink(composition: Composition, partnership: str, number: str, other: str) -> None:
    def wish(opened: OpenPartnership) -> Command:
        return Unlink(opened.numbered(number).id, opened.numbered(other).id)

    carry_out(composition, partnership, wish)
