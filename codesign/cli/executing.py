"""What commands that change something have in common: one command carried out, and what it did printed."""

from collections.abc import Callable, Sequence
from datetime import date

import click

from codesign.cli.compose import Composition
from codesign.commands import Command
from codesign.dates import read_date
from codesign.errors import NotFound, Refused
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.text import clean, folded, is_text
from codesign.words import say


def carry_out(
    composition: Composition, partnership: str, wish: Callable[[OpenPartnership], Command], nothing: str = ""
) -> None:
    """Carry one command out and print what it did, or `nothing` where there was nothing to change."""
    opened = composition.workspace.open(partnership)
    try:
        done = opened.execute(wish(opened))
    finally:
        opened.close()
    click.echo(clean(done.change.told) if done else nothing or say("cli.unchanged"))


def words(texts: Sequence[str]) -> tuple[str, ...]:
    """Return texts as they were typed.

    Raises:
        Refused: one of them holds bytes that are no text.
    """
    if not all(map(is_text, texts)):
        raise Refused(say("cli.not-text"))
    return tuple(texts)


def day(opened: OpenPartnership, text: str) -> date | None:
    """Return the day that somebody typed; None for nothing.

    Raises:
        Refused: it is no day.
    """
    if not text.strip():
        return None
    found = read_date(text, today(opened.clock))
    if found is None:
        raise Refused(say("cli.no-date", text=text))
    return found


def sector(opened: OpenPartnership, text: str) -> str:
    """Return the key of a sector by its key or name; "" for nothing.

    Raises:
        NotFound: there is none such here.
    """
    if not text.strip():
        return ""
    found = [
        each.key for each in opened.partnership.sectors if folded(text.strip()) in {each.key, folded(each.name)}
    ]
    if not found:
        raise NotFound(say("refused.no-sector", sector=text))
    return found[0]
