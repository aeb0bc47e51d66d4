"""Commands that keep people's words: rescue, pick, backup, restore."""

from pathlib import Path

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.commands.amending import Pick
from codesign.dates import stamp
from codesign.errors import NotFound, Refused
from codesign.opened import OpenPartnership
from codesign.ports import Kept
from codesign.text import clean, one_line, slug
from codesign.views.history import texts_apart, words_of
from codesign.words import say


@click.command("rescue", help=say("cli.rescue"), epilog=examples("cli.rescue-examples"))
@click.argument("partnership", required=False)
@click.option("--restore", "wanted", metavar="NAME", help=say("cli.rescue-restore"))
@click.option("--discard", metavar="NAME", help=say("cli.rescue-discard"))
@pass_composition
def rescue(composition: Composition, partnership: str | None, wanted: str | None, discard: str | None) -> None:
    workspace = composition.workspace
    if partnership is None and (wanted or discard):
        raise click.UsageError(say("cli.rescue-whose"))
    kept = 0
    for folder in [workspace.folder(partnership)] if partnership else workspace.folders():
        opened = workspace.open(folder)
        try:
            if wanted or discard:
                _deal_with(opened, wanted, discard)
                return
            kept += len(opened.rescued)
            for each in opened.rescued:
                _print_kept(opened, each)
        finally:
            opened.close()
    if not kept:
        click.echo(say("rescue.none"))


def _deal_with(opened: OpenPartnership, wanted: str | None, discard: str | None) -> None:
    named = wanted or discard or ""
    names = [each.name for each in opened.rescued] if named == "all" else [named]
    for name in names:
        if wanted:
            done = opened.bring_back(name)
            click.echo(clean(done.change.told) if done else name)
        else:
            opened.put_away(name)
            click.echo(say("rescue.put-away", name=name))


def _print_kept(opened: OpenPartnership, each: Kept) -> None:
    when = stamp(each.at, opened.clock.zone())
    click.echo(f"{opened.folder}  {each.name}  {when}  {one_line(each.by)}  {one_line(each.change.told)}")
    for line in words_of(each.change).split("\n"):
        click.echo(f"    {clean(line)}")


@click.command("pick", help=say("cli.pick"), epilog=examples("cli.pick-examples"))
@click.argument("partnership")
@click.argument("number", required=False)
@click.argument("choice", type=click.IntRange(min=1), required=False)
@pass_composition
def pick(composition: Composition, partnership: str, number: str | None, choice: int | None) -> None:
    opened = composition.workspace.open(partnership)
    try:
        if number is None:
            found = [record for record in opened.records if record.also]
            for record in found:
                click.echo(f"{record.number}  {one_line(record.headline)}")
            if not found:
                click.echo(say("apart.none"))
            return
        record = opened.numbered(number)
        texts = texts_apart(record)
        if not texts:
            raise Refused(say("apart.none-here", number=record.number))
        if choice is None:
            for n, (path, text) in enumerate(texts, 1):
                name = say(f"fields.{path.replace('_', '-')}")
                click.echo(f"{n}  {name}: {one_line(text) or say('doc.not-set')}")
            return
        if choice > len(texts):
            raise NotFound(say("apart.no-choice", choice=choice, most=len(texts)))
        path, text = texts[choice - 1]
        done = opened.execute(Pick(record, path, text))
        click.echo(clean(done.change.told) if done else record.number)
    finally:
        opened.close()


@click.command("backup", help=say("cli.backup"), epilog=examples("cli.backup-examples"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("partnerships", nargs=-1)
@pass_composition
def backup(composition: Composition, file: Path, partnerships: tuple[str, ...]) -> None:
    from storage.backup import back_up

    workspace = composition.workspace
    folders = tuple(workspace.folder(each) for each in partnerships) or workspace.folders()
    if not folders:
        raise NotFound(say("cli.none-yet"))
    made = back_up(file, composition.folder, folders, composition.clock.now())
    click.echo(say("backup.written", file=file, names=", ".join(made.folders)))


@click.command("restore", help=say("cli.restore"), epilog=examples("cli.restore-examples"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("partnerships", nargs=-1)
@click.option("--replace", is_flag=True, help=say("cli.restore-replace"))
@pass_composition
def restore(composition: Composition, file: Path, partnerships: tuple[str, ...], replace: bool) -> None:
    if file.suffix == ".json":
        if partnerships or replace:
            raise click.UsageError(say("backup.copy-whole"))
        _restore_copy(composition, file)
        return
    from storage.backup import restore as put_back

    for each in put_back(file, composition.folder, partnerships, composition.clock.now(), replace=replace):
        if each.already:
            click.echo(say("backup.already", folder=each.folder))
        else:
            click.echo(say("backup.restored", folder=each.folder, n=each.changes))
        if each.before:
            click.echo(say("backup.before", folder=each.folder, place=each.before))


def _restore_copy(composition: Composition, file: Path) -> None:
    """Found a partnership from a daily copy of its board.json."""
    from storage.copies import partnership_of, records_of_copy, restore_copy

    records = records_of_copy(file, composition.folder)
    folder = slug(partnership_of(records).name)
    composition.workspace.begin(folder, lambda store, by, at: restore_copy(records, store, by, at))
    click.echo(say("backup.from-copy", folder=folder, n=len(records)))
