"""codesign export: a document on the disk, or on standard output."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codesign.cli.compose import Composition, pass_composition
from codesign.errors import NotFound
from codesign.model import Audience, Meeting
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views.sheets import MOST_TABLES, usual_tables
from codesign.words import say

if TYPE_CHECKING:
    from exports.prepare import Prepared
    from exports.several import Begun, Left


DOCUMENTS = (
    *("notes", "vision", "you-said", "run-sheet", "invitation", "checklist", "table-sheets", "agenda", "calendar"),
    *("cards", "promises", "voices", "decisions", "measures", "attendance"),
)
"""Those of exports.library, named here so that asking for help loads no documents."""
ALL = "all"
"""All of these, of everything that they can be about."""
BUNDLE = "bundle"
"""The whole partnership, which is no document."""


@click.command("export", help=say("cli.export"), epilog=say("cli.export-examples"))
@click.argument("document", type=click.Choice((ALL, *DOCUMENTS, BUNDLE)))
@click.argument("partnership")
@click.option("--of", "--meeting", "number", default="", help=say("cli.export-of"))
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
    partnership: str,
    number: str,
    audience: str | None,
    forms: tuple[str, ...],
    tables: int | None,
    out: str,
) -> int:
    opened = composition.workspace.open(partnership)
    try:
        if document == BUNDLE:
            form = _only_one(forms)
            _bundle(composition, opened, Audience(audience or Audience.ROOM), form, out)
            return 0
        readers = Audience(audience or Audience.PARTNERS)
        if document == ALL:
            if number or tables is not None or out == "-":
                raise click.UsageError(say("cli.export-all-no"))
            return _all(composition, opened, readers, forms, out)
        for form in dict.fromkeys(forms) if len(forms) > 1 and out != "-" else (_only_one(forms),):
            _one(composition, opened, document, number, readers, form, tables, out)
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
    audience: Audience,
    form: str | None,
    tables: int | None,
    out: str,
) -> None:
    """Write one document, or print it where `out` is a dash."""
    from exports.files import NotWritten
    from exports.prepare import write

    prepared = _prepared(opened, document, number, audience, form, tables)
    if out == "-":
        if prepared.packed is not None and sys.stdout.isatty():
            raise NotWritten(say("docx.terminal"))
        click.echo(prepared.data, nl=False)
    else:
        outcome, path, kept = write(prepared, _folder(composition, opened, out), opened.records)
        opened.execute(kept)
        click.echo(path)
        click.echo(say(f"export.{outcome.value}"), err=True)
    _say_organisation(opened)
    if prepared.held_words:
        click.echo(prepared.held_words, err=True)
    if prepared.names_words:
        click.echo(prepared.names_words, err=True)


def _folder(composition: Composition, opened: OpenPartnership, out: str) -> Path:
    return Path(out).expanduser() if out else composition.exports(opened)


def _say_organisation(opened: OpenPartnership) -> None:
    if problem := opened.organisation().problem:
        click.echo(problem, err=True)


def _all(
    composition: Composition, opened: OpenPartnership, audience: Audience, forms: tuple[str, ...], out: str
) -> int:
    """Write all documents that there can be. Return 1 where one of them is not written; the others are."""
    from exports.formats import Format
    from exports.offered import offered
    from exports.several import Begun, Left, Setting, files, several, summary

    if unknown := set(forms) - set(Format):
        known = ", ".join(Format)
        raise NotFound(say("cli.no-format", document=ALL, form=unknown.pop(), forms=known))
    wanted = files(offered(opened.records, audience), frozenset(map(Format, forms)))
    if not wanted:
        raise NotFound(say("cli.export-none"))
    folder = _folder(composition, opened, out)
    results: list[Left] = []
    steps = several(wanted, Setting(folder, today(opened.clock), opened.organisation()))
    for step in steps:
        assert isinstance(step, Begun), "the other steps are answers"
        left = steps.send(opened.records)
        assert isinstance(left, Left), "it is sent what it asked for"
        results.append(_told(opened, left, step))
    _say_organisation(opened)
    click.echo(summary(results, folder), err=True)
    return 1 if any(each.why for each in results) else 0


def _told(opened: OpenPartnership, left: "Left", begun: "Begun") -> "Left":
    """Keep on record what left, and print where it is, or why it is not."""
    from exports.several import on_record

    kept = on_record(left, opened.execute)
    if left.path is not None:
        click.echo(left.path)
    for words in (kept.why, left.prepared.names_words if left.prepared is not None else ""):
        if words:
            click.echo(f"{begun.n}/{begun.of} {left.leaving.words}: {words}", err=True)
    return kept


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
    from exports.library import LIBRARY, document, subject_of

    forms = LIBRARY[kind].forms
    wanted = Format(form) if form else forms[0]
    if wanted not in forms:
        raise NotFound(say("cli.no-format", document=kind, form=form, forms=", ".join(forms)))
    subject = subject_of(kind, opened.records, opened.numbered(number) if number else None)
    if tables is None:
        tables = usual_tables(opened.records, subject) if isinstance(subject, Meeting) else 1
    return document(
        kind,
        opened.records,
        subject,
        today(opened.clock),
        audience=audience,
        form=wanted,
        tables=tables,
        organisation=opened.organisation(),
    )


@click.command("organisation", help=say("cli.organisation"), epilog=say("cli.organisation-examples"))
@click.option("--example", is_flag=True, help=say("cli.organisation-example"))
@pass_composition
def organisation(composition: Composition, example: bool) -> int:
    from exports.organisation import FILE
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
