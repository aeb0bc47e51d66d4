"""The files of this folder: those that people read stand in a folder for each language."""

import functools
from collections.abc import Mapping
from pathlib import Path

from codesign.words import LANGUAGE, spoken

_HERE = Path(__file__).parent


def languages(language: str = "") -> tuple[str, ...]:
    """Return in which folders a file is looked for: "fr" for "fr-CA" where that has none, and then English.

    With "" it is the language in which words are said now.
    """
    wanted = language or spoken()
    return tuple(
        each for each in dict.fromkeys((wanted, wanted.partition("-")[0], LANGUAGE)) if each in _folders()
    )


def read(name: str, language: str = "") -> Mapping[str, object]:
    """Return what stands in a file, such as "sectors", in a language; in English where it is not in that one."""
    return _read(name, languages(language))


def translated(name: str) -> dict[str, Mapping[str, object]]:
    """Return what stands in a file in each language in which it is, by language."""
    return {each: read(name, each) for each in _folders() if _file(each, name).is_file()}


def names(folder: str, language: str = LANGUAGE) -> tuple[str, ...]:
    """Return the names of the files in a folder of a language, such as "meetings", sorted."""
    found = (_HERE / language / folder).iterdir()
    return tuple(sorted(each.name.removesuffix(".toml") for each in found if each.name.endswith(".toml")))


@functools.cache
def _folders() -> tuple[str, ...]:
    return tuple(sorted(each.name for each in _HERE.iterdir() if each.is_dir()))


@functools.cache
def _read(name: str, wanted: tuple[str, ...]) -> Mapping[str, object]:
    import tomllib  # nothing is read before the first screen, which waits for what is imported here

    files = (_file(each, name) for each in wanted)
    return tomllib.loads(next(file for file in files if file.is_file()).read_text("utf-8"))


def _file(language: str, name: str) -> Path:
    return _HERE / language / f"{name}.toml"
