"""codesign export: a document on the disk, or on standard output."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.errors import NotFound
from codesign.model import Audience, Meeting
from codesign.opened import OpenPartnership
from codesign.organisation import FILE
from codesign.ports import today
from codesign.views.cycles import wanted_cycle
from codesign.views.sheets import MOST_TABLES, usual_tables
from codesign.words import say

if TYPE_CHECKING:
    from exports.prepare import Prepared

DOCUMENTS = (
    *("notes", "vision", "you-said", "thread", "action-log", "decision", "co-evaluation", "cycle"),
    *("run-sheet", "invitation", "checklist", "table-sheets", "agenda", "calendar"),
    *("cards", "promises", "voices", "decisions", "measures", "attendance"),
)
"""Those of exports.library, named here so that asking for help loads no documents."""
ALL = "all"
"""All of these, of everything that they can be about."""
BUNDLE = "bundle"
"""The whole partnership, which is no document."""

ROLL_UP = "roll-up"
"""The one document about several partnerships."""


@click.command("export", help=say("cli.export"), epilog=examples("cli.export-examples"))
@click.argument("document", type=click.Choice((ALL, *DOCUMENTS, ROLL_UP, BUNDLE)))
@click.argument("partnerships", metavar="PARTNERSHIP", nargs=-1)
@click.option("--of", "--meeting", "--number", "number", default="", help=say("cli.export-of"))
@click.option("--year", type=click.IntRange(1900, 9999), help=say("cli.export-year"))
@click.option(
    "--audience",
    type=click.Choice([each.value for each in Audience]),
    help=say("cli.export-audience"),
)
@click.option(
    "--format",
    "forms",
    multiple=True,
    type=click.Choice(["md", "html", "docx", "ics", "csv", "json"]),
    help=say("cli.export-format"),
)
@click.option("--tables", type=click.IntRange(1, MOST_TABLES), help=say("cli.export-tables"))
@click.option("--out", default="", help=say("cli.export-out"))
@pass_composition
def export(
    composition: Composition,
    document: str,
    partnerships: tuple[str, ...],
    number: str,
    year: int | None,
    audience: str | None,
    forms: tuple[str, ...],
    tables: int | None,
    out: str,
) -> int:
    asked = Audience(audience) if audience else None
    readers = asked or Audience.PARTNERS
    if document == ROLL_UP:
        from codesign.cli.rolling import write_roll_up

        write_roll_up(composition, partnerships, readers, _only_one(forms), year, out)
        return 0
    if len(partnerships) != 1:
        raise click.UsageError(say("cli.export-one", document=document))
    if document in DOCUMENTS and forms in {(), ("md",)}:
        from exports.ahead import make_ready  # what makes documents is imported when one is made

        make_ready()
    opened = composition.workspace.open(partnerships[0])
    try:
        if document == BUNDLE:
            _bundle(composition, opened, asked or Audience.ROOM, _only_one(forms), out)
            return 0
        if document == ALL:
            if number or year or tables is not None or out == "-":
                raise click.UsageError(say("cli.export-all-no"))
            from codesign.cli.several import export_all

            return export_all(composition, opened, readers, forms, out)
        number = number or _cycle_number(opened, document, year)
        for form in dict.fromkeys(forms) if len(forms) > 1 and out != "-" else (_only_one(forms),):
            _one(
                composition, opened, document, number, Audience(audience) if audience else None, form, tables, out
            )
        return 0
    finally:
        opened.close()


def _only_one(forms: tuple[str, ...]) -> str | None:
    """Return the one form of what is in one form only; None for the usual one."""
    if len(forms) > 1:
        raise click.UsageError(say("cli.export-one-form"))
    return forms[0] if forms else None


def _one(
    composition: Composition,
    opened: OpenPartnership,
    document: str,
    number: str,
    asked: Audience | None,
    form: str | None,
    tables: int | None,
    out: str,
) -> None:
    """Write one document, or print it where `out` is a dash."""
    from exports.files import NotWritten
    from exports.prepare import write

    prepared = _prepared(opened, document, number, asked or Audience.PARTNERS, form, tables)
    if out == "-":
        if prepared.packed is not None and sys.stdout.isatty():
            raise NotWritten(say("docx.terminal"))
        click.echo(prepared.data, nl=False)
    else:
        folder = Path(out).expanduser() if out else composition.exports(opened)
        outcome, path, kept = write(prepared, folder, opened.records)
        opened.execute(kept)
        click.echo(path)
        click.echo(say(f"export.{outcome.value}"), err=True)
    if asked not in {None, prepared.audience}:
        always = say(f"permission.audience-{prepared.audience.value}")
        click.echo(say("cli.export-always-for", document=document, audience=always), err=True)
    if problem := opened.organisation().problem:
        click.echo(problem, err=True)
    if prepared.held_words:
        click.echo(prepared.held_words, err=True)
    if prepared.names_words:
        click.echo(prepared.names_words, err=True)


def _cycle_number(opened: OpenPartnership, document: str, year: int | None) -> str:
    """Return the number of the cycle of a year; "" where no year is asked for."""
    if year is None:
        return ""
    if document not in {"cycle", "co-evaluation"}:
        raise click.UsageError(say("cli.export-no-year", document=document))
    return wanted_cycle(opened.records, year).number


def _bundle(
    composition: Composition, opened: OpenPartnership, audience: Audience, form: str | None, out: str
) -> None:
    """Write the whole partnership into one file: `out` names it, or the folder to which it goes."""
    from exports.bundle import bundle, save_bundle

    if form not in {None, "json"}:
        raise NotFound(say("cli.no-format", document=BUNDLE, form=form, forms="json"))
    found = bundle(opened.records, audience, today(opened.clock))
    if out == "-":
        click.echo(found.data, nl=False)
    else:
        path = Path(out).expanduser() if out else composition.exports(opened)
        folder, name = (path.parent, path.name) if path.suffix == ".json" else (path, "")
        outcome, path, kept = save_bundle(found, opened.records, audience, folder, name)
        opened.execute(kept)
        click.echo(path)
        click.echo(say(f"export.{outcome.value}"), err=True)
    told = say(f"permission.audience-{audience.value}")
    click.echo(
        say("bundle.all-words" if audience is Audience.ROOM else "bundle.extract-only", audience=told), err=True
    )


def _prepared(
    opened: OpenPartnership, kind: str, number: str, audience: Audience, form: str | None, tables: int | None
) -> "Prepared":
    from exports.formats import Format
    from exports.library import LIBRARY, TABLE_SHEETS, document, subject_of

    forms = LIBRARY[kind].forms
    wanted = Format(form) if form else forms[0]
    if wanted not in forms:
        raise NotFound(say("cli.no-format", document=kind, form=form, forms=", ".join(forms)))
    subject = subject_of(kind, opened.records, opened.numbered(number) if number else None)
    if tables is None and kind == TABLE_SHEETS and isinstance(subject, Meeting):
        tables = usual_tables(opened.records, subject)
    return document(
        kind,
        opened.records,
        subject,
        today(opened.clock),
        audience=audience,
        form=wanted,
        tables=tables or 1,
        organisation=opened.organisation(),
    )


@click.command("organisation", help=say("cli.organisation"), epilog=examples("cli.organisation-examples"))
@click.option("--example", is_flag=True, help=say("cli.organisation-example"))
@pass_composition
def organisation(composition: Composition, example: bool) -> int:
    from exports.organisation import organisation as read

    if example:
        from exports.example import example as written

        click.echo(written(), nl=False)
        return 0
    file = composition.folder / FILE
    problems = read(composition.folder).problems
    click.echo(say("organisation.file", file=file))
    if not file.exists():
        click.echo(say("organisation.no-file"))
    for problem in problems:
        click.echo(str(problem))
    click.echo(say("organisation.problems", n=len(problems)) if problems else say("organisation.fine"))
    return 1 if problems else 0
