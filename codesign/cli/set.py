"""What a person has set, read from their file."""

from typing import TYPE_CHECKING

from codesign.cli.compose import Composition
from codesign.settings import AUTO, Settings
from codesign.words import say, speak

if TYPE_CHECKING:
    from codesign.settings.reading import Catalogue, Read


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
    if not composition.settings_file.is_file():
        return
    language = read(composition).settings.language
    if language != AUTO:
        speak(language)


def _catalogue() -> "Catalogue":
    from screens.catalogue import ScreenCatalogue

    return ScreenCatalogue()
