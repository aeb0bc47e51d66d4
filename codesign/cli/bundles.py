"""A whole partnership from one JSON file: import-bundle. Its way out is `codesign export bundle`."""

import sys
from datetime import datetime
from pathlib import Path

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.commands.bundles import TakeOver
from codesign.errors import Refused
from codesign.imports.bundle import read_bundle
from codesign.imports.files import file_bytes
from codesign.model import Partnership
from codesign.ports import Store
from codesign.text import slug
from codesign.words import say


@click.command("import-bundle", help=say("cli.import-bundle"), epilog=examples("cli.import-bundle-examples"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "name", default="", help=say("cli.import-bundle-as"))
@pass_composition
def import_bundle(composition: Composition, file: Path, name: str) -> None:
    records = read_bundle(sys.stdin.buffer.read() if str(file) == "-" else file_bytes(file))
    partnership = min((each for each in records if isinstance(each, Partnership)), key=lambda each: each.id)
    folder = slug(name or partnership.name)
    if folder in composition.workspace.folders():
        raise Refused(say("bundle.there", folder=folder))

    def fill(store: Store, by: str, at: datetime) -> None:
        store.commit(by, at, TakeOver(records).onto)

    composition.workspace.begin(folder, fill)
    click.echo(say("bundle.imported", folder=folder, n=len(records)))
