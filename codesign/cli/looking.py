"""How the board looks: reads the settings, asks the environment what the terminal can show, and tells of both."""

import json
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from codesign.cli.compose import Composition, pass_composition
from codesign.cli.said import examples
from codesign.cli.set import read as read_set
from codesign.settings import Drawing, Settings, ThemeName
from codesign.settings.terminal import draws_ascii, without_colours
from codesign.words import say

if TYPE_CHECKING:
    from screens.look import Look


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


def look(composition: Composition) -> "Look":
    """Return how the board is to look here and now. Whatever is wrong with the settings, it can be opened."""
    from screens.look import Look

    read = read_set(composition)
    problem = f"{read.problems[0]} {say('settings.see')}" if read.problems else ""
    return Look(
        theme=_theme(composition, read.settings)[0],
        density=read.settings.density,
        ascii_only=draws_ascii(read.settings.glyphs, os.environ, _encoding()),
        encoding=_encoding(),
        keys=read.settings.keys,
        whole_frames=read.settings.drawing is Drawing.WHOLE,
        file=str(composition.settings_file),
        hints=read.settings.hints,
        bell=read.settings.bell,
        problem=problem,
    )


def _theme(composition: Composition, found: Settings) -> tuple[ThemeName, str]:
    """Return the colours, and why these and not those of the settings. What was asked for this time comes before
    what the environment asks for at all times."""
    if composition.theme:
        return ThemeName(composition.theme), "--theme"
    if without_colours(os.environ):
        return ThemeName.MONOCHROME, say("settings.no-color")
    return found.theme, ""


def _encoding() -> str:
    """Return the encoding of the stream to which Textual writes."""
    return getattr(sys.__stderr__, "encoding", None) or "utf-8"


def _in_force(composition: Composition, found: Settings) -> Iterator[str]:
    from codesign.settings.example import keys_written

    theme, why = _theme(composition, found)
    glyphs = "ascii" if draws_ascii(found.glyphs, os.environ, _encoding()) else "unicode"
    yield f'theme = "{theme.value}"' + (f"  # {why}" if why else "")
    yield f'density = "{found.density.value}"'
    yield f'glyphs = "{glyphs}"' + (f"  # {found.glyphs.value}" if found.glyphs.value != glyphs else "")
    yield f'drawing = "{found.drawing.value}"'
    yield f"language = {json.dumps(found.language)}"
    yield f"hints = {json.dumps(found.hints)}"
    yield f"bell = {json.dumps(found.bell)}"
    for screen, acts in found.keys.items():
        yield f"[keys.{screen}]"
        yield from (f"{name} = {keys_written(keys)}" for name, keys in acts.items())
