"""codesign review: a document that came back, compared with what had left and with what is there now."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.commands.reviewing import TakeIn, TurnDown
from codesign.errors import NotFound, StoreError
from codesign.imports.files import file_bytes
from codesign.imports.foreign import MOST_BYTES
from codesign.model import ExportRecord
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.records import as_number
from codesign.text import clean, one_line
from codesign.words import say

if TYPE_CHECKING:
    from exports.review.proposals import Proposal
    from exports.review.returned import Returned

SAFE, ALL = "safe", "all"


@click.command("review", help=say("cli.review"), epilog=examples("cli.review-examples"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--partnership", default="", help=say("cli.review-partnership"))
@click.option("--by", default="", metavar="NAME", help=say("cli.review-by"))
@click.option("--accept", default="", metavar="safe|all|NUMBERS", help=say("cli.review-accept"))
@click.option("--reject", default="", metavar="NUMBERS", help=say("cli.review-reject"))
@click.option("--dry-run", is_flag=True, help=say("cli.review-dry-run"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@pass_composition
def review(
    composition: Composition,
    file: Path,
    partnership: str,
    by: str,
    accept: str,
    reject: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    from exports.review.reading import open_proposals, read_returned, reviewers

    returned = read_returned(_read(file))
    opened, export = _opened(composition, returned, partnership)
    try:
        found = open_proposals(export, opened.records, returned, today(opened.clock))
        wanted, unwanted = _chosen(found, accept), _chosen(found, reject)
        if both := [each for each in wanted if each in unwanted]:
            raise click.UsageError(say("cli.review-both", place=found.index(both[0]) + 1))
        name = by or ", ".join(reviewers(returned))
        _list(found, wanted, unwanted, as_json=as_json, quiet=bool(accept or reject) and not dry_run)
        if dry_run:
            _would(wanted, unwanted, err=as_json)
        else:
            _settle(opened, export, name, wanted, unwanted, err=as_json)
    finally:
        opened.close()


def _read(file: Path) -> bytes:
    return sys.stdin.buffer.read(MOST_BYTES + 1) if str(file) == "-" else file_bytes(file)


def _opened(composition: Composition, returned: "Returned", name: str) -> tuple[OpenPartnership, ExportRecord]:
    """Return the partnership from which a document has left, open, and what it keeps of it.

    Raises:
        NotFound: none has such a document, or the file does not say which it is.
    """
    from exports.review.reading import left, require_reference

    reference = require_reference(returned)
    workspace = composition.workspace
    for folder in (workspace.folder(name),) if name else workspace.folders():
        try:
            opened = workspace.open(folder)
        except StoreError:
            if name:
                raise
            continue  # what another partnership cannot read is no ground to refuse this one
        if (export := left(opened.records, reference)) is not None:
            return opened, export
        opened.close()
    raise NotFound(say("review.unknown-reference", reference=reference))


def _chosen(found: Sequence["Proposal"], wish: str) -> tuple["Proposal", ...]:
    """Return the proposals that somebody names: the safe ones, all, those at places from 1, or those of an item.

    Raises:
        NotFound: there is none at a place or of a number.
    """
    from exports.review.reading import all_but_missing, all_safe

    if wish in {SAFE, ALL}:
        return all_safe(found) if wish == SAFE else all_but_missing(found)
    chosen = []
    for each in wish.replace(",", " ").split():
        number = as_number(each)
        fitting = [one for n, one in enumerate(found, 1) if str(n) == each or (number and one.number == number)]
        if not fitting:
            raise NotFound(say("review.none-of-place", place=each))
        chosen += fitting
    return tuple(dict.fromkeys(chosen))


def _list(
    found: Sequence["Proposal"],
    wanted: Iterable["Proposal"],
    unwanted: Iterable["Proposal"],
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    if as_json:
        from codesign.cli.reading import print_json

        print_json([_form(n, each, wanted, unwanted) for n, each in enumerate(found, 1)])
        return
    if not found:
        click.echo(say("review.no-proposals"))
    if quiet:
        return
    for n, each in enumerate(found, 1):
        _print(n, each)
    if found:
        click.echo(say("review.listed", n=len(found), safe=sum(each.safe for each in found)))


def _print(place: int, proposal: "Proposal") -> None:
    from exports.review.telling import heading, sides

    marks = [say("review.safe")] if proposal.safe else []
    marks += [say("review.by", name=one_line(proposal.by))] if proposal.by else []
    told = f" ({', '.join(marks)})" if marks else ""
    click.echo(f"{place:>3}  {heading(proposal)}{told}")
    found = list(sides(proposal))
    width = max(len(name) for name, _text in found)
    for name, text in found:
        click.echo(f"     {name + ':':<{width + 1}} {one_line(text)}")


def _form(
    place: int, proposal: "Proposal", wanted: Iterable["Proposal"], unwanted: Iterable["Proposal"]
) -> dict[str, Any]:
    return {
        "place": place,
        "key": proposal.key,
        "kind": proposal.kind.value,
        "number": proposal.number,
        "field": proposal.field,
        "exported": proposal.exported,
        "now": proposal.now,
        "returned": proposal.returned,
        "safe": proposal.safe,
        "by": proposal.by,
        "decided": "accept" if proposal in wanted else "reject" if proposal in unwanted else "",
    }


def _would(wanted: Sequence["Proposal"], unwanted: Sequence["Proposal"], *, err: bool) -> None:
    click.echo(say("review.would-accept", n=len(wanted)), err=err)
    if unwanted:
        click.echo(say("review.would-reject", n=len(unwanted)), err=err)


def _settle(
    opened: OpenPartnership,
    export: ExportRecord,
    name: str,
    wanted: Sequence["Proposal"],
    unwanted: Sequence["Proposal"],
    *,
    err: bool,
) -> None:
    from exports.review.reading import accepted

    if wanted:
        done = opened.execute(TakeIn(export.id, name, accepted(wanted)))
        click.echo(clean(done.change.told) if done else say("review.none-accepted"), err=err)
    if unwanted:
        refused = opened.execute(TurnDown(export.id, name, tuple(each.key for each in unwanted)))
        click.echo(clean(refused.change.told) if refused else say("review.none-accepted"), err=err)
