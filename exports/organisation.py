"""Reads what an organisation has set for its documents: organisation.toml, and the logo beside it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from codesign.organisation import FILE, Logo, Organisation, Shape
from codesign.patterns import pattern
from codesign.text import clean
from codesign.toml import Problem, TomlText, near
from codesign.words import say, table
from exports.library import LIBRARY
from exports.sections import SECTIONS

ALL = "all"
"""The table of what holds for every kind of document."""

LARGEST_LOGO = 256 * 1024
"""Bytes. A logo is in every document again."""

_ALWAYS = frozenset({"correct"})
"""Sections that are never left out: how people can have their own words corrected or withdrawn."""

_LANGUAGE = pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""The media types of pictures, by what their files begin with. No other kind: an SVG file can hold programs."""


class Read(msgspec.Struct, frozen=True):
    """What can be used of the file, and what is wrong in it, in the order of its lines."""

    organisation: Organisation = Organisation()
    problems: tuple[Problem, ...] = ()


def organisation(folder: Path) -> Read:
    """Return what is set in a data folder; nothing where there is no file."""
    path = folder / FILE
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Read()
    except UnicodeDecodeError:
        return Read(problems=(Problem(FILE, 0, say("settings.not-text")),))
    except OSError as error:
        return Read(problems=(Problem(FILE, 0, say("settings.unreadable", why=error.strerror or str(error))),))
    return read_organisation(text, lambda name: (folder / name).read_bytes())


def sections(kinds: Iterable[str]) -> dict[str, str]:
    """Return the keys of the sections of some kinds of documents, by the names that a file has for them."""
    return {key.partition(".")[2]: key for kind in kinds for key in SECTIONS[kind]}


def read_organisation(text: str, picture: Callable[[str], bytes]) -> Read:
    """Read the text of a file; `picture` reads the file of a name beside it. What is wrong is left out."""
    toml = TomlText(text, FILE)
    reader = _Reader(toml)
    words: dict[str, dict[str, str]] = {}
    shapes: dict[str, Shape] = {}
    logo: Logo | None = None
    labels = {name: f"field.{name}" for name in table("field")}
    known = ("logo", "logo-alt", "headings", "labels", "documents")
    for name, value in toml.values.items():
        match name:
            case "headings":
                reader.words(name, value, sections(LIBRARY), words)
            case "labels":
                reader.words(name, value, labels, words)
            case "documents":
                shapes = reader.shapes(value)
            case "logo":
                logo = reader.logo(value, toml.values.get("logo-alt"), picture)
            case "logo-alt":
                pass  # read with the logo
            case _:
                toml.complain((name,), say("organisation.unknown", name=name) + near(name, known))
    return Read(Organisation(words=words, shapes=shapes, logo=logo), toml.problems)


class _Reader:
    """Reads values, and complains of those that cannot be used."""

    def __init__(self, toml: TomlText) -> None:
        self._complain = toml.complain

    def _table(self, path: tuple[str, ...], value: object) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self._complain(path, say("organisation.no-table", name=".".join(path)))
        return {}

    def _text(self, path: tuple[str, ...], value: object) -> str:
        """Return a text as documents hold it, "" for what is none."""
        if isinstance(value, str) and (found := clean(value).strip()):
            return found
        self._complain(path, say("organisation.no-text", name=".".join(path)))
        return ""

    def _texts(self, path: tuple[str, ...], value: object) -> dict[str, str]:
        """Return texts by language; one that is given without a language is for all."""
        if not isinstance(value, dict):
            found = self._text(path, value)
            return {"": found} if found else {}
        texts = {name: self._text((*path, name), each) for name, each in self._by_language(path, value)}
        return {name: each for name, each in texts.items() if each}

    def _by_language(self, path: tuple[str, ...], value: object) -> Iterable[tuple[str, Any]]:
        for name, each in self._table(path, value).items():
            if _LANGUAGE.fullmatch(name):
                yield name, each
            else:
                self._complain((*path, name), say("organisation.no-language", name=name))

    def words(self, group: str, value: object, known: Mapping[str, str], words: dict[str, dict[str, str]]) -> None:
        """Add headings or labels, by language and the key of the words that they stand for."""
        for language, found in self._by_language((group,), value):
            for name, each in self._table((group, language), found).items():
                path = (group, language, name)
                if name not in known:
                    self._complain(path, say("organisation.no-word", name=name, group=group) + near(name, known))
                elif text := " ".join(self._text(path, each).split()):
                    words.setdefault(language, {})[known[name]] = text

    def shapes(self, value: object) -> dict[str, Shape]:
        """Return the shapes of the kinds of documents; what is said of all holds where a kind says nothing."""
        found = self._table(("documents",), value)
        shapes = {}
        for kind in found:
            if kind not in {ALL, *LIBRARY}:
                path = ("documents", kind)
                self._complain(path, say("organisation.no-document", name=kind) + near(kind, (ALL, *LIBRARY)))
        for_all = self._shape(ALL, found.get(ALL, {}))
        for kind in LIBRARY:
            fields = {**for_all, **self._shape(kind, found.get(kind, {}))}
            if fields:
                shapes[kind] = Shape(**fields)
        return shapes

    def _shape(self, kind: str, value: object) -> dict[str, Any]:
        path = ("documents", kind)
        known = sections(LIBRARY if kind == ALL else (kind,))
        fields: dict[str, Any] = {}
        for name, each in self._table(path, value).items():
            match name:
                case "opening" | "closing":
                    fields[name] = self._texts((*path, name), each)
                case "order":
                    fields[name] = self._sections((*path, name), each, known)
                case "hidden":
                    fields[name] = frozenset(self._sections((*path, name), each, known, _ALWAYS))
                case _:
                    names = ("order", "hidden", "opening", "closing")
                    self._complain((*path, name), say("organisation.unknown", name=name) + near(name, names))
        return {name: each for name, each in fields.items() if each}

    def _sections(
        self,
        path: tuple[str, ...],
        value: object,
        known: Mapping[str, str],
        always: frozenset[str] = frozenset(),
    ) -> tuple[str, ...]:
        """Return the keys of sections that are given by their names."""
        if not isinstance(value, list):
            self._complain(path, say("organisation.no-list", name=".".join(path)))
            return ()
        keys = []
        for each in value:
            if each in always:
                self._complain(path, say("organisation.always", name=each))
            elif each not in known:
                self._complain(path, say("organisation.no-section", name=each) + near(str(each), known))
            else:
                keys.append(known[each])
        return tuple(keys)

    def logo(self, value: object, alt: object, picture: Callable[[str], bytes]) -> Logo | None:
        """Return the picture in the file of a name, or None for what is none."""
        path = ("logo",)
        name = self._text(path, value)
        if not name:
            return None
        if name != Path(name).name or name.startswith("."):
            self._complain(path, say("organisation.logo-beside", name=name))
            return None
        if alt is None:
            self._complain(path, say("organisation.no-alt"))
            return None
        try:
            data = picture(name)
        except OSError as error:
            self._complain(path, say("organisation.no-logo", name=name, why=error.strerror or str(error)))
            return None
        kind = next((kind for begins, kind in _KINDS.items() if data.startswith(begins)), "")
        if not kind or len(data) > LARGEST_LOGO:
            self._complain(path, say("organisation.wrong-logo", name=name, most=LARGEST_LOGO // 1024))
            return None
        texts = self._texts(("logo-alt",), alt)
        return Logo(kind, data, texts) if texts else None
