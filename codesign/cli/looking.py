"""The command that tells what is set, and what comes of it on this terminal."""

import json
import os
from collections.abc import Iterator

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.cli.set import encoding, theme
from codesign.cli.set import read as read_set
from codesign.settings import Settings
from codesign.settings.terminal import draws_ascii
from codesign.words import say


@click.command("settings", help=say("cli.settings"), epilog=examples("cli.settings-examples"))
@click.option("--example", is_flag=True, help=say("cli.settings-example"))
@pass_composition
def settings(composition: Composition, example: bool) -> int:
    if example:
        from codesign.settings.example import example as written
        from screens.catalogue import ScreenCatalogue

        click.echo(written(ScreenCatalogue().all()), nl=False)
        return 0
    read = read_set(composition)
    click.echo(say("settings.file", file=composition.settings_file))
    if not composition.settings_file.exists():
        click.echo(say("settings.no-file"))
    for line in _in_force(composition, read.settings):
        click.echo(line)
    for problem in read.problems:
        click.echo(str(problem))
    click.echo(say("settings.problems", n=len(read.problems)) if read.problems else say("settings.fine"))
    if read.keys_left:
        click.echo(say("settings.keys-left"))
    return 1 if read.problems else 0


def _in_force(composition: Composition, found: Settings) -> Iterator[str]:
    from codesign.settings.example import keys_written

    colours, why = theme(composition, found)
    glyphs = "ascii" if draws_ascii(found.glyphs, os.environ, encoding()) else "unicode"
    yield f'theme = "{colours.value}"' + (f"  # {why}" if why else "")
    yield f'density = "{found.density.value}"'
    yield f'glyphs = "{glyphs}"' + (f"  # {found.glyphs.value}" if found.glyphs.value != glyphs else "")
    yield f'drawing = "{found.drawing.value}"'
    yield f"language = {json.dumps(found.language)}"
    yield f"hints = {json.dumps(found.hints)}"
    yield f"bell = {json.dumps(found.bell)}"
    for screen, acts in found.keys.items():
        yield f"[keys.{screen}]"
        yield from (f"{name} = {keys_written(keys)}" for name, keys in acts.items())
