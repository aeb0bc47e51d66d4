"""codesign person: everything that is kept about a person, and taking all of their words back."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.reading import print_json
from codesign.cli.withdrawing import recall_note
from codesign.commands.purging import withdrawing
from codesign.errors import CodesignError, Refused, StoreError
from codesign.opened import OpenPartnership
from codesign.permissions.about import About, Aside, about
from codesign.views.history import words_of
from codesign.views.withdrawal_told import told_after, told_first
from codesign.views.withdrawing import withdrawal
from codesign.words import say


@click.command("person", help=say("person.help"), epilog=say("person.examples"))
@click.argument("who", nargs=-1, required=True, metavar="[PARTNERSHIP] NAME")
@click.option("--report", is_flag=True, help=say("person.report"))
@click.option("--withdraw", "withdrawn", is_flag=True, help=say("person.withdraw"))
@click.option("--yes", is_flag=True, help=say("cli.withdraw-yes"))
@click.option("--dry-run", is_flag=True, help=say("cli.withdraw-dry-run"))
@click.option("--out", default="", metavar="FILE", help=say("person.out"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@pass_composition
def person(
    composition: Composition,
    who: tuple[str, ...],
    report: bool,
    withdrawn: bool,
    yes: bool,
    dry_run: bool,
    out: str,
    as_json: bool,
) -> None:
    if report and withdrawn:
        raise click.UsageError(say("person.one"))
    if len(who) > 2:
        raise click.UsageError(say("person.too-many"))
    partnership, name = who if len(who) == 2 else (None, who[0])
    if not withdrawn:
        _report(composition, partnership, name, out, as_json=as_json)
        return
    if partnership is None:
        raise click.UsageError(say("person.whose"))
    opened = composition.workspace.open(partnership)
    try:
        folder = Path(out).expanduser() if out else composition.exports(opened)
        _withdraw(opened, _about(opened, name), folder, yes=yes, dry_run=dry_run)
    finally:
        opened.close()


def _report(composition: Composition, partnership: str | None, name: str, out: str, *, as_json: bool) -> None:
    """Print or write the report over one partnership or all; one that cannot be read is named."""
    from exports.documents.about_person import about_person

    workspace = composition.workspace
    folders = [workspace.folder(partnership)] if partnership else list(workspace.folders())
    found: dict[str, About] = {}
    texts, broken = [], []
    for folder in folders:
        try:
            opened = workspace.open(folder)
        except StoreError as error:
            broken.append(f"{folder}: {error}")
            continue
        try:
            each = _about(opened, name)
            if each.found:
                found[folder] = each
                texts.append(about_person(each, opened.partnership.language))
        finally:
            opened.close()
    if as_json:
        print_json({folder: {"name": each.name, **each.found} for folder, each in found.items()})
    elif not found:
        click.echo(say("person.nobody", name=name))
    elif out and out != "-":
        click.echo(say("person.written", file=_write(Path(out).expanduser(), "\n".join(texts))))
    else:
        click.echo("\n".join(texts), nl=False)
    if broken:
        raise CodesignError("; ".join(broken))


def _write(path: Path, text: str) -> Path:
    """Write the report where only whoever made it can read it."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise Refused(say("person.file-exists", file=path)) from error
    path.write_text(text, "utf-8")
    return path


def _about(opened: OpenPartnership, name: str) -> About:
    return about(opened.records, name, opened.history(), _asides(opened), opened.clock.zone())


def _asides(opened: OpenPartnership) -> Iterator[Aside]:
    """Yield the drafts of records and the changes that could not be saved."""
    for record in opened.records:
        if opened.has_draft(record):
            texts = (opened.drafts.get(opened.draft_key(record)), opened.drafts.get(opened.note_key(record)))
            yield Aside(say("person.draft", number=record.number), (record.id,), texts)
    for kept in opened.rescued:
        ids = tuple(edit.id for edit in kept.change.edits)
        yield Aside(say("person.rescued", name=kept.name), ids, (words_of(kept.change),))


def _withdraw(opened: OpenPartnership, found: About, folder: Path, *, yes: bool, dry_run: bool) -> None:
    if not found.voices:
        raise Refused(say("person.no-voices", name=found.name))
    first, *more = found.voices
    plan = withdrawal(opened.records, first, opened.history(), more)
    numbers = ", ".join(each.number for each in found.voices)
    if not (yes or dry_run or (sys.stdin and sys.stdin.isatty())):
        raise Refused(say("person.ask-terminal", name=found.name))
    click.echo(say("person.will", n=len(found.voices), name=found.name, numbers=numbers))
    for line in list(told_first(plan, zone=opened.clock.zone()))[1:]:
        click.echo(line)
    if dry_run or not (yes or click.confirm(say("person.ask", name=found.name), err=True)):
        click.echo(say("withdrawn.nothing-done"))
        return
    report = opened.purge(withdrawing(plan))
    note = recall_note(opened, first, folder)
    click.echo(say("person.done", name=found.name, numbers=numbers))
    for line in list(told_after(first.number, report, note))[1:]:
        click.echo(line)
