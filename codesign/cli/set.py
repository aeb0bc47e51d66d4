"""What a person has set, read from their file, and how the board looks with it on this terminal."""

import os
import sys
from typing import TYPE_CHECKING

from codesign.cli.compose import Composition
from codesign.settings import AUTO, Drawing, Settings, ThemeName
from codesign.settings.terminal import draws_ascii, without_colours
from codesign.words import say, speak

if TYPE_CHECKING:
    from codesign.settings.reading import Catalogue, Read
    from screens.look import Look


def read(composition: Composition) -> "Read":
    """Read the settings file; a person's own may be missing, one that was named may not."""
    from codesign.settings.reading import Read, read_settings
    from codesign.toml import Problem

    path = composition.settings_file

    def unread(what: str) -> Read:
        return Read(Settings(), (Problem(path.name, 0, what),))

    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        if not composition.settings:
            return Read(Settings())
        return unread(say("backup.no-file", file=path))
    except UnicodeDecodeError:
        return unread(say("settings.not-text"))
    except OSError as error:
        return unread(say("settings.unreadable", why=error.strerror or str(error)))
    return read_settings(text, path.name, _catalogue)


def speak_as_set(composition: Composition) -> None:
    """Speak the language that is set, where one is."""
    if not os.path.isfile(composition.settings_file):  # noqa: PTH113  # what may not be looked at is none either
        return
    language = read(composition).settings.language
    if language != AUTO:
        speak(language)


def _catalogue() -> "Catalogue":
    from screens.catalogue import ScreenCatalogue

    return ScreenCatalogue()


def look(composition: Composition) -> "Look":
    """Return how the board is to look here and now. Whatever is wrong with the settings, it can be opened."""
    from screens.look import Look

    found = read(composition)
    problem = f"{found.problems[0]} {say('settings.see')}" if found.problems else ""
    return Look(
        theme=theme(composition, found.settings)[0],
        density=found.settings.density,
        ascii_only=draws_ascii(found.settings.glyphs, os.environ, encoding()),
        encoding=encoding(),
        keys=found.settings.keys,
        whole_frames=found.settings.drawing is Drawing.WHOLE,
        file=str(composition.settings_file),
        hints=found.settings.hints,
        bell=found.settings.bell,
        problem=problem,
    )


def theme(composition: Composition, found: Settings) -> tuple[ThemeName, str]:
    """Return the colours, and why these and not those of the settings. What was asked for this time comes before
    what the environment asks for at all times."""
    if composition.theme:
        return ThemeName(composition.theme), "--theme"
    if without_colours(os.environ):
        return ThemeName.MONOCHROME, say("settings.no-color")
    return found.theme, ""


def encoding() -> str:
    """Return the encoding of the stream to which Textual writes."""
    return getattr(sys.__stderr__, "encoding", None) or "utf-8"
