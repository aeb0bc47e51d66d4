"""codesign retention: which words are due for review, and what is decided about them."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.reading import print_json
from codesign.cli.withdrawing import recall_note
from codesign.commands.purging import Purge, purging
from codesign.commands.retention import KeepWords
from codesign.dates import read_date
from codesign.errors import CodesignError, NotFound, Refused, StoreError
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.ports import PurgeReport, today
from codesign.text import clean, one_line
from codesign.views.retention import Kept, kept, words_of
from codesign.views.retention_told import told_after_purge, told_before_purge, told_kept
from codesign.views.withdrawing import Withdrawal, withdrawal
from codesign.words import say


@click.command("retention", help=say("retention.help"), epilog=say("retention.examples"))
@click.argument("partnership", required=False)
@click.option("--purge", default="", metavar="MEETING", help=say("retention.purge"))
@click.option("--keep", default="", metavar="MEETING", help=say("retention.keep"))
@click.option("--until", default="", metavar="DAY", help=say("retention.until"))
@click.option("--because", default="", help=say("retention.because"))
@click.option("--yes", is_flag=True, help=say("cli.withdraw-yes"))
@click.option("--dry-run", is_flag=True, help=say("cli.withdraw-dry-run"))
@click.option("--out", default="", metavar="FOLDER", help=say("retention.out"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@pass_composition
def retention(
    composition: Composition,
    partnership: str | None,
    purge: str,
    keep: str,
    until: str,
    because: str,
    yes: bool,
    dry_run: bool,
    out: str,
    as_json: bool,
) -> None:
    if purge and keep:
        raise click.UsageError(say("retention.one"))
    if not purge and not keep:
        _list(composition, partnership, as_json=as_json)
        return
    if partnership is None:
        raise click.UsageError(say("retention.whose"))
    opened = composition.workspace.open(partnership)
    try:
        meeting = _meeting(opened, purge or keep)
        if keep:
            done = opened.execute(KeepWords(meeting.id, _day(opened, until), because))
            if done is not None:
                click.echo(clean(done.change.told))
            return
        folder = Path(out).expanduser() if out else composition.exports(opened)
        _purge(opened, meeting, folder, yes=yes, dry_run=dry_run, as_json=as_json)
    finally:
        opened.close()


# What is due


def _list(composition: Composition, partnership: str | None, *, as_json: bool) -> None:
    """List the meetings of which words are kept, of one partnership or of all. One that cannot be read does not
    hide the others."""
    workspace = composition.workspace
    folders = [workspace.folder(partnership)] if partnership else list(workspace.folders())
    forms: list[dict[str, Any]] = []
    broken = []
    for folder in folders:
        try:
            opened = workspace.open(folder)
        except StoreError as error:
            broken.append(f"{folder}: {error}")
            continue
        found, now = kept(opened.records), today(opened.clock)
        opened.close()
        forms += [_form(folder, each, now) for each in found]
        if found and not as_json:
            click.echo(folder)
            for each in found:
                click.echo(f"  {told_kept(each, is_due=each.is_due(now))}")
    if as_json:
        print_json(forms)
    elif not forms:
        click.echo(say("retention.none"), err=True)
    if broken:
        raise CodesignError("; ".join(broken))


def _form(folder: str, each: Kept, now: date) -> dict[str, Any]:
    return {
        "folder": folder,
        "number": each.meeting.number,
        "title": each.meeting.title,
        "on": each.meeting.on,
        "review": each.review,
        "because": each.meeting.review_because,
        "due": each.is_due(now),
        "voices": [voice.number for voice in each.words],
    }


# What is decided


def _meeting(opened: OpenPartnership, number: str) -> Meeting:
    found = opened.numbered(number)
    if not isinstance(found, Meeting):
        raise NotFound(say("retention.no-meeting", number=found.number))
    return found


def _day(opened: OpenPartnership, text: str) -> date:
    if not text:
        raise click.UsageError(say("retention.until-when"))
    found = read_date(text, today(opened.clock))
    if found is None:
        raise Refused(say("retention.not-a-day", text=one_line(text)))
    return found


def _purge(
    opened: OpenPartnership, meeting: Meeting, folder: Path, *, yes: bool, dry_run: bool, as_json: bool
) -> None:
    words = words_of(opened.records, meeting)
    if not words:
        raise Refused(say("retention.no-words", number=meeting.number))
    first, *more = words
    plan = withdrawal(opened.records, first, opened.history(), more)
    wanted = purging(plan)
    if not (yes or dry_run or (sys.stdin and sys.stdin.isatty())):
        raise Refused(say("retention.ask-terminal", number=meeting.number))
    if not as_json:
        for line in told_before_purge(meeting, plan, zone=opened.clock.zone()):
            click.echo(line)
    if dry_run or not (yes or click.confirm(say("retention.ask", number=meeting.number), err=True)):
        _tell(opened, meeting, plan, wanted, None, "", as_json=as_json)
        return
    report = opened.purge(wanted)
    note = recall_note(opened, plan.record, folder)
    _tell(opened, meeting, plan, wanted, report, note, as_json=as_json)


def _tell(
    opened: OpenPartnership,
    meeting: Meeting,
    plan: Withdrawal,
    wanted: Purge,
    report: PurgeReport | None,
    note: str,
    *,
    as_json: bool,
) -> None:
    if as_json:
        purged = (opened.records.find(each) for each in wanted.records)
        print_json(
            {
                "meeting": meeting.number,
                "purged": [each.number for each in purged if each is not None],
                "carried": plan.carried,
                "done": report is not None,
                "files": {"rewritten": report.rewritten, "removed": report.removed} if report is not None else {},
                "left": report.left if report is not None else (),
                "note": note or None,
            }
        )
    elif report is None:
        click.echo(say("withdrawn.nothing-done"))
    else:
        for line in told_after_purge(meeting, plan, report, note):
            click.echo(line)
