"""Commands that change nothing: list, show, history, verify. `--json` is for scripts and screen readers."""

import json
from collections.abc import Iterable
from typing import Any

import click
import msgspec

from codesign.cli.audience import Reading, audience_option, reading
from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.dates import short
from codesign.errors import CodesignError, NewerData, StoreError
from codesign.model import Commitment, Item, Meeting, Phase, Record, Vision, plain
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.text import clean, one_line
from codesign.views import board, follow_through
from codesign.views.everything import Group, everything
from codesign.views.fields import field_lines
from codesign.views.filters import read_filter
from codesign.views.gaps import gaps
from codesign.views.glance import withdrawn_mark
from codesign.views.home import Summary, summary
from codesign.views.links import links
from codesign.views.thread import Step, came_from, led_to
from codesign.views.voices import words_of
from codesign.words import labelled, name_of, say


def print_json(value: Any) -> None:
    """Print a value as JSON with sorted keys."""
    click.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2, sort_keys=True))


@click.command("list", help=say("cli.list"), epilog=examples("cli.list-examples"))
@click.argument("partnership", required=False)
@click.option("--filter", "find", default="", metavar="WORDS", help=say("cli.list-filter"))
@audience_option
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@pass_composition
def list_(
    composition: Composition, partnership: str | None, find: str, audience: str | None, as_json: bool
) -> None:
    wanted = read_filter(find)
    if partnership is None:
        if wanted or audience:
            raise click.UsageError(say("cli.list-filter-whose"))
        _list_partnerships(composition, as_json=as_json)
        return
    opened = composition.workspace.open(partnership)
    try:
        read = reading(opened, audience)
        columns = board.columns(read.asking, wanted)
        groups = [group for group in everything(read.asking, wanted) if group.key != "cards"]
        if as_json:
            cards = [
                {"group": "cards", "phase": phase, **plain(item)} for phase in Phase for item in columns[phase]
            ]
            print_json(
                cards
                + [{"group": each.key, **plain(read.bare(record))} for each in groups for record in each.records]
            )
        else:
            _print_columns(read, columns)
            _print_groups(groups, opened)
        if wanted.unread:
            click.echo(say("filter.unread", words=" ".join(wanted.unread)), err=True)
        _print_problems(opened)
    finally:
        opened.close()


def _list_partnerships(composition: Composition, *, as_json: bool) -> None:
    """List the partnerships. One that cannot be read, or not whole, is named, and does not hide the others."""
    summaries, broken = [], []
    for folder in composition.workspace.folders():
        try:
            opened = composition.workspace.open(folder)
        except StoreError as error:
            broken.append(f"{folder}: {error}")
            continue
        summaries.append(summary(folder, opened.records, today(composition.clock)))
        broken += [f"{folder}: {problem}" for problem in opened.problems]
        opened.close()
    if as_json:
        print_json([_summary_form(each) for each in summaries])
    else:
        for each in summaries:
            click.echo(_summary_line(each, composition))
    if broken:
        raise CodesignError("; ".join(broken))
    if not summaries and not as_json:
        click.echo(say("cli.none-yet"), err=True)


def _print_groups(groups: Iterable[Group], opened: OpenPartnership) -> None:
    now = today(opened.clock)
    for group in groups:
        click.echo(f"{say(f'everything.{group.key}')} ({len(group.records)})")
        for record in group.records:
            parts = [one_line(words_of(record))]
            if isinstance(record, Commitment):
                parts += [one_line(record.who)] if record.who else []
                parts += [say("capture.due", day=short(record.due, now))] if record.due else []
            elif isinstance(record, Meeting):
                parts.append(short(record.on, now))
            click.echo(f"  {record.number:<5} {' · '.join(parts)}")


def _summary_form(each: Summary) -> dict[str, Any]:
    return {
        "folder": each.folder,
        "name": each.name,
        "place": each.place,
        "year": each.year,
        "next_meeting": each.next_meeting.isoformat() if each.next_meeting else None,
        "open_commitments": each.open_commitments,
        "overdue": each.overdue,
        "unanswered_voices": each.unanswered,
        "oldest_unanswered_days": each.oldest,
        "words_due_for_review": each.words_due,
        "cards": {phase.value: each.cards.get(phase, 0) for phase in Phase},
        "agreed_vision": each.vision,
        "gaps": dict(each.gaps),
    }


def _summary_line(each: Summary, composition: Composition) -> str:
    day = short(each.next_meeting, today(composition.clock)) if each.next_meeting else say("doc.not-set")
    parts = [clean(each.name), say("home.next", day=day), say("home.open", n=each.open_commitments)]
    parts += [say(f"gaps.n-{kind}", n=n) for kind, n in each.gaps.items() if n]
    return f"{each.folder}  {' · '.join(parts)}"


def _print_columns(read: Reading, columns: dict[Phase, tuple[Item, ...]]) -> None:
    now, linked = today(read.opened.clock), links(read.records)
    for phase in Phase:
        click.echo(f"{name_of(phase.value, 'phase')} ({len(columns[phase])})")
        for item in columns[phase]:
            parts = [
                one_line(item.title),
                name_of(item.status.value, "status"),
                *map(one_line, sorted(item.owners)),
            ]
            if item.due:
                parts.append(say("capture.due", day=short(item.due, now)))
            if item.votes:
                parts.append(say("card.votes", n=item.votes))
            if linked.is_from_withdrawn(item):
                parts.append(withdrawn_mark().words)
            click.echo(f"  {item.number:<5} {' · '.join(parts)}")


@click.command("show", help=say("cli.show"), epilog=examples("cli.show-examples"))
@click.argument("partnership")
@click.argument("number", required=False)
@audience_option
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@pass_composition
def show(
    composition: Composition, partnership: str, number: str | None, audience: str | None, as_json: bool
) -> None:
    opened = composition.workspace.open(partnership)
    try:
        read = reading(opened, audience)
        if number is None:
            _show_partnership(read, as_json=as_json)
        else:
            _show_record(read, read.numbered(number), as_json=as_json)
    finally:
        opened.close()


def _show_partnership(read: Reading, *, as_json: bool) -> None:
    opened, records = read.opened, read.records
    told = summary(opened.folder, records, today(opened.clock))
    missing = gaps(records, today(opened.clock)).by_kind
    if as_json:
        print_json(
            {
                "summary": _summary_form(told),
                "partnership": plain(read.partnership),
                "gaps": {name: [each.number for each in found] for name, found in missing.items()},
                "problems": read.problems,
            }
        )
        return
    click.echo(clean(read.partnership.name))
    for name, value in field_lines(records, read.partnership, opened.clock.zone()):
        click.echo(f"  {labelled(name)} {one_line(value)}")
    for phase in Phase:
        click.echo(f"  {labelled(name_of(phase.value, 'phase'))} {told.cards.get(phase, 0)}")
    versions = sorted(records.live(Vision), key=lambda each: each.version)
    if versions:
        click.echo(f"  {labelled(say('show.vision', version=versions[-1].version))} {one_line(versions[-1].text)}")
    for commitment in follow_through.open_commitments(records):
        click.echo(
            f"  {commitment.number} {one_line(commitment.text)} · {_promise(commitment.who, commitment.due)}"
        )
    for name, found in missing.items():
        if found:
            click.echo(f"  {labelled(say(f'gaps.{name}'))} {', '.join(each.number for each in found)}")
    _print_problems(opened)


def _print_problems(opened: OpenPartnership) -> None:
    for problem in (*opened.problems, *opened.warnings):
        click.echo(one_line(problem), err=True)


def _promise(who: str, due: object) -> str:
    return f"{one_line(who) or say('doc.not-set')}, {due or say('doc.not-set')}"


def _show_record(read: Reading, record: Record, *, as_json: bool) -> None:
    records = read.records
    behind, ahead = came_from(records, record), led_to(records, record)
    if as_json:
        print_json(
            {
                "table": record.TABLE,
                "from_withdrawn": links(records).is_from_withdrawn(record),
                "record": {**plain(record), **({"phase": record.phase} if isinstance(record, Item) else {})},
                "came_from": [_step_form(each) for each in behind],
                "led_to": [_step_form(each) for each in ahead],
            }
        )
        return
    click.echo(f"{record.number}  {one_line(words_of(record))}")
    if links(records).is_from_withdrawn(record):
        click.echo(f"  {withdrawn_mark().words}")
    for name, value in field_lines(records, record, read.opened.clock.zone()):
        click.echo(f"  {labelled(name)} {one_line(value)}")
    for key, steps in (("thread.came-from", behind), ("thread.led-to", ahead)):
        if steps:
            click.echo(f"  {say(key)}")
        for step in steps:
            again = f" ({say('thread.again')})" if step.again else ""
            click.echo(f"    {'  ' * step.depth}{step.record.number} {one_line(words_of(step.record))}{again}")


def _step_form(step: Step) -> dict[str, Any]:
    return {"number": step.record.number, "headline": step.record.headline, "depth": step.depth}


@click.command("history", help=say("cli.history"), epilog=examples("cli.history-examples"))
@click.argument("partnership")
@click.argument("number", required=False)
@audience_option
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@pass_composition
def history(
    composition: Composition, partnership: str, number: str | None, audience: str | None, as_json: bool
) -> None:
    opened = composition.workspace.open(partnership)
    try:
        read = reading(opened, audience)
        found = read.history(read.numbered(number).id if number else "")
        if as_json:
            print_json([form for _when, _told, form in found])
            return
        for when, told, _form in found:
            click.echo(f"{when}  {told}")
    finally:
        opened.close()


@click.command("verify", help=say("cli.verify"), epilog=examples("cli.verify-examples"))
@click.argument("partnership", required=False)
@click.pass_context
def verify(context: click.Context, partnership: str | None) -> None:
    from storage.verify import verify_folder

    composition: Composition = context.obj
    workspace = composition.workspace
    folders = [workspace.folder(partnership)] if partnership else list(workspace.folders())
    wrong = 0
    for folder in folders:
        try:
            report = verify_folder(composition.folder / folder)
        except NewerData as error:
            click.echo(f"{folder}: {error}", err=True)
            wrong += 1
            continue
        click.echo(
            say("verify.read", folder=folder, lines=report.lines, bytes=report.bytes, records=report.records)
        )
        for problem in report.problems:
            click.echo(f"  {problem}", err=True)
        wrong += len(report.problems)
    if wrong:
        raise CodesignError(say("verify.problems", n=wrong))
    click.echo(say("verify.well"))
