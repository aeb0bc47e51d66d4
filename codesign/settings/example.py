"""An example of a settings file: every setting and every act, with what it is for and what it is as it comes."""

import json
from collections.abc import Iterator, Sequence

from codesign.settings import AUTO, EVERYWHERE, Density, Drawing, Glyphs, Settings, ThemeName
from codesign.settings.keys import written
from codesign.settings.reading import KnownAct, KnownScreen
from codesign.words import languages, say

_WIDTH = 28
"""Columns of a key before what it does."""


def example(screens: Sequence[KnownScreen]) -> str:
    """Return the text of the example. Every setting in it is a comment: who takes the mark away and changes the
    value changes that and nothing else, also once a later version comes with other keys."""
    usual = Settings()
    lines = [f"# {line}" for line in say("settings.example").strip().split("\n")]
    for name, kinds, value in (
        ("theme", ThemeName, usual.theme),
        ("density", Density, usual.density),
        ("glyphs", Glyphs, usual.glyphs),
        ("drawing", Drawing, usual.drawing),
    ):
        known = ", ".join(each.value for each in kinds)
        lines += ["", f"# {say(f'settings.about-{name}')} {known}", f"# {name} = {json.dumps(value.value)}"]
    lines += ["", f"# {say('settings.about-language')} {', '.join((AUTO, *languages()))}"]
    lines += [f"# language = {json.dumps(usual.language)}"]
    for name, wanted in (("hints", usual.hints), ("bell", usual.bell)):
        lines += ["", f"# {say(f'settings.about-{name}')}", f"# {name} = {json.dumps(wanted)}"]
    lines += ["", *(f"# {line}" for line in say("settings.about-keys").strip().split("\n"))]
    shared = _shared(screens)
    lines += _table(EVERYWHERE, shared)
    for screen in screens:
        lines += _table(screen.name, [act for act in screen.acts if act not in shared])
    return "\n".join(lines) + "\n"


def _shared(screens: Sequence[KnownScreen]) -> list[KnownAct]:
    """Return the acts that every screen has."""
    first, *others = screens
    return [act for act in first.acts if all(act in other.acts for other in others)]


def _table(name: str, acts: Sequence[KnownAct]) -> Iterator[str]:
    yield ""
    yield f"[keys.{name}]"
    for act in acts:
        yield f"# {f'{act.name} = {keys_written(act.keys)}':<{_WIDTH}} # {act.help}"


def keys_written(keys: Sequence[str]) -> str:
    """Return keys as a value of a settings file: one as a text, several or none as a list."""
    names = [json.dumps(written(key)) for key in keys]
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
