"""codesign withdraw: somebody takes their words back."""

import sys
from pathlib import Path
from typing import Any

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.reading import print_json
from codesign.cli.said import examples
from codesign.commands.purging import Purge, withdrawing
from codesign.dates import long
from codesign.errors import Refused
from codesign.model import Record
from codesign.opened import OpenPartnership
from codesign.ports import PurgeReport
from codesign.views.withdrawal_told import told_after, told_first
from codesign.views.withdrawing import OF_PEOPLE, Withdrawal, withdrawal
from codesign.words import say


@click.command("withdraw", help=say("cli.withdraw"), epilog=examples("cli.withdraw-examples"))
@click.argument("partnership")
@click.argument("number")
@click.option("--yes", is_flag=True, help=say("cli.withdraw-yes"))
@click.option("--dry-run", is_flag=True, help=say("cli.withdraw-dry-run"))
@click.option("--keep", multiple=True, metavar="NUMBERS", help=say("cli.withdraw-keep"))
@click.option("--also", multiple=True, metavar="NUMBERS", help=say("cli.withdraw-also"))
@click.option("--out", default="", metavar="FOLDER", help=say("cli.withdraw-out"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@pass_composition
def withdraw(
    composition: Composition,
    partnership: str,
    number: str,
    yes: bool,
    dry_run: bool,
    keep: tuple[str, ...],
    also: tuple[str, ...],
    out: str,
    as_json: bool,
) -> None:
    opened = composition.workspace.open(partnership)
    try:
        plan = withdrawal(opened.records, opened.numbered(number), opened.history())
        kept, more = _kept(opened, plan, keep), _also(opened, also)
        wanted = withdrawing(plan, [each.id for each in kept], [each.id for each in more])
        if not (yes or dry_run or plan.done) and not _somebody_there():
            raise Refused(say("withdrawn.ask-terminal", number=plan.record.number))
        if not as_json and not plan.done:
            for line in told_first(plan, {each.id for each in kept}, more, opened.clock.zone()):
                click.echo(line)
        asked = say("withdrawn.ask", number=plan.record.number)
        if dry_run or not (yes or plan.done or click.confirm(asked, err=True)):
            _tell(opened, plan, wanted, None, "", as_json=as_json)
            return
        report = PurgeReport() if plan.done else opened.purge(wanted)
        note = recall_note(opened, plan.record, Path(out).expanduser() if out else composition.exports(opened))
        _tell(opened, plan, wanted, report, note, as_json=as_json)
    finally:
        opened.close()


def _somebody_there() -> bool:
    return bool(sys.stdin and sys.stdin.isatty())


def _kept(opened: OpenPartnership, plan: Withdrawal, numbers: tuple[str, ...]) -> list[Record]:
    found = _numbered(opened, numbers)
    for each in found:
        if each not in (*plan.repeating, *plan.before):
            raise Refused(say("withdrawn.not-repeating", number=each.number, other=plan.record.number))
    return found


def _also(opened: OpenPartnership, numbers: tuple[str, ...]) -> list[Record]:
    found = _numbered(opened, numbers)
    for each in found:
        if not isinstance(each, OF_PEOPLE):
            raise Refused(say("withdrawn.no-such-also", number=each.number))
    return found


def _numbered(opened: OpenPartnership, numbers: tuple[str, ...]) -> list[Record]:
    return [opened.numbered(each) for several in numbers for each in several.replace(",", " ").split()]


def recall_note(opened: OpenPartnership, record: Record, folder: Path) -> str:
    """Write the recall note on a record, and return where it lies; "" where none is needed."""
    from exports.recall import write_recall

    return str(write_recall(opened, record.id, folder) or "")


def _tell(
    opened: OpenPartnership,
    plan: Withdrawal,
    wanted: Purge,
    report: PurgeReport | None,
    note: str,
    *,
    as_json: bool,
) -> None:
    if as_json:
        print_json(_form(opened, plan, wanted, report, note))
    elif report is None:
        click.echo(say("withdrawn.nothing-done"))
    elif plan.done and plan.record.purged is not None:
        day = long(plan.record.purged.at.astimezone(opened.clock.zone()).date())
        click.echo(say("withdrawn.done-before", number=plan.record.number, day=day))
        click.echo(say("withdrawn.note", file=note) if note else say("withdrawn.no-note"))
    else:
        for line in told_after(plan.record.number, report, note):
            click.echo(line)


def _form(
    opened: OpenPartnership, plan: Withdrawal, wanted: Purge, report: PurgeReport | None, note: str
) -> dict[str, Any]:
    def numbers(ids: tuple[str, ...]) -> list[str]:
        found = (opened.records.find(each) for each in ids)
        return [each.number for each in found if each is not None]

    return {
        "number": plan.record.number,
        "purged": numbers(wanted.records),
        "earlier_only": numbers(wanted.earlier_only),
        "kept": [each.number for each in plan.repeating if each.id not in wanted.records],
        "alike": [each.number for each in plan.alike],
        "carried": plan.carried,
        "done": report is not None,
        "files": {"rewritten": report.rewritten, "removed": report.removed} if report is not None else {},
        "left": report.left if report is not None else (),
        "note": note or None,
    }
