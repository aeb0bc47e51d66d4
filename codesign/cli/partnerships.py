"""The command that writes what a partnership says of itself: describe."""

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.commands.notices import WriteNotice
from codesign.commands.partnerships import Describe
from codesign.errors import Refused
from codesign.opened import OpenPartnership
from codesign.text import clean, is_text, one_line
from codesign.views.notices import notices
from codesign.words import labelled, say


@click.command("describe", help=say("describe.help"), epilog=say("describe.examples"))
@click.argument("partnership")
@click.option("--name", help=say("describe.name"))
@click.option("--place", help=say("describe.place"))
@click.option("--began", type=click.IntRange(1900, 9999), help=say("describe.began"))
@click.option("--contact", help=say("describe.contact"))
@click.option("--language", metavar="CODE", help=say("describe.language"))
@click.option("--retention-months", type=click.IntRange(0, 1200), help=say("describe.retention-months"))
@click.option("--notice", help=say("describe.notice"))
@click.option("--notice-in", nargs=2, metavar="CODE TEXT", multiple=True, help=say("describe.notice-in"))
@pass_composition
def describe(
    composition: Composition,
    partnership: str,
    name: str | None,
    place: str | None,
    began: int | None,
    contact: str | None,
    language: str | None,
    retention_months: int | None,
    notice: str | None,
    notice_in: tuple[tuple[str, str], ...],
) -> None:
    texts = [each for each in (name, place, contact, notice, *(text for _code, text in notice_in)) if each]
    if not all(map(is_text, texts)):
        raise Refused(say("cli.not-text"))
    opened = composition.workspace.open(partnership)
    try:
        seen = opened.partnership
        months = seen.retention_months if retention_months is None else retention_months or None
        wish = Describe(
            seen,
            name=seen.name if name is None else name,
            area=seen.place.area if place is None else place,
            began=seen.began if began is None else began,
            contact=seen.contact if contact is None else contact,
            priorities=seen.priorities,
            recording_notice=seen.recording_notice if notice is None else notice,
            language=language or "",
            retention_months=months,
        )
        done = [opened.execute(wish)]
        for code, text in notice_in:
            done.append(opened.execute(WriteNotice(opened.partnership, code, text)))
        for each in filter(None, done):
            click.echo(clean(each.change.told))
        if not any(done):
            _print(opened)
    finally:
        opened.close()


def _print(opened: OpenPartnership) -> None:
    """Print what the partnership says of itself."""
    found = opened.partnership
    told = [
        ("name", found.name),
        ("place", found.place.area),
        ("began", str(found.began or "")),
        ("contact", found.contact),
        ("language", found.language),
        ("retention-months", str(found.retention_months or "")),
    ]
    for name, value in told:
        click.echo(f"{labelled(say(f'fields.{name}'))} {one_line(value) or say('doc.not-set')}")
    for each in notices(found):
        key = "describe.notice-own" if each.is_own else "describe.notice-offered"
        click.echo(say(key, language=each.language, text=one_line(each.text)))
