"""codesign govern: who governs words, and that they released them."""

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.commands.governing import Govern, Release
from codesign.errors import Refused
from codesign.model import Record
from codesign.opened import OpenPartnership
from codesign.permissions import governing
from codesign.text import clean, is_text, one_line
from codesign.views.fields import governance_words
from codesign.words import say


@click.command("govern", help=say("govern.help"), epilog=say("govern.examples"))
@click.argument("partnership")
@click.argument("number", required=False)
@click.option("--by", default="", help=say("govern.by"))
@click.option("--agreement", default=None, help=say("govern.agreement"))
@click.option("--review-before-release", "review", is_flag=True, default=None, help=say("govern.review"))
@click.option("--release", is_flag=True, help=say("govern.release"))
@click.option("--nobody", is_flag=True, help=say("govern.nobody"))
@pass_composition
def govern(
    composition: Composition,
    partnership: str,
    number: str | None,
    by: str,
    agreement: str | None,
    review: bool | None,
    release: bool,
    nobody: bool,
) -> None:
    if not all(is_text(each) for each in (by, agreement or "")):
        raise Refused(say("cli.not-text"))
    opened = composition.workspace.open(partnership)
    try:
        record = opened.numbered(number) if number else opened.partnership
        if release:
            done = opened.execute(Release(record.id, by))
        elif nobody:
            done = opened.execute(Govern(record.id, ""))
        elif by or agreement is not None or review:
            done = opened.execute(_wanted(opened, record, by, agreement, review=review))
        else:
            click.echo(_told(opened, record))
            return
        click.echo(clean(done.change.told) if done else _told(opened, record))
    finally:
        opened.close()


def _wanted(
    opened: OpenPartnership, record: Record, by: str, agreement: str | None, *, review: bool | None
) -> Govern:
    """Return the wish; what is not said stays as it is."""
    was = governing(opened.records, record)
    governor = by or (was.governor if was else "")
    if not governor:
        raise Refused(say("govern.by-whom"))
    kept = was.agreement if was and agreement is None else agreement or ""
    return Govern(record.id, governor, kept, review=bool(review or (was and was.review)))


def _told(opened: OpenPartnership, record: Record) -> str:
    found = governing(opened.records, record)
    if found is None:
        return say("govern.told-nobody", number=record.number)
    return say("govern.told", number=record.number, who=one_line(governance_words(found)))
