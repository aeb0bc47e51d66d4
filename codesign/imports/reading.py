"""From the bytes of a file to cards: which format it is, and what is to be done with it."""

import re
from collections.abc import Sequence
from datetime import tzinfo
from pathlib import PurePath

import msgspec
from msgspec.structs import replace

from codesign.imports.arranging import arrange, read_maps
from codesign.imports.decoding import decoded
from codesign.imports.foreign import Arranged, Format

_ENDINGS = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".json": Format.TRELLO,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
}
_MARKDOWN = re.compile(r"^(?:#{1,6} | {0,3}(?:[-*+]|[0-9]{1,9}[.)]) |---$)", re.MULTILINE)


class Wishes(msgspec.Struct, frozen=True):
    """How a file is to be read."""

    format: Format | None = None
    """None: as its name and content say."""
    maps: Sequence[str] = ()
    """What names of the file mean, such as "Betreff=title"."""
    archived: bool = False


def read_cards(raw: bytes, name: str, wishes: Wishes, zone: tzinfo | None) -> Arranged:
    """Return what an import of a file would make. `name` is the file's, "" for standard input.

    Raises:
        Refused: it cannot be read at all, or what is wished makes no sense.
    """
    maps = read_maps(wishes.maps)
    text, note = decoded(raw)
    chosen = wishes.format or guessed(name, text)
    if chosen is Format.CSV:
        from codesign.imports.csv_cards import read_csv

        foreign = read_csv(text, maps.fields, zone)
    elif chosen is Format.TRELLO:
        from codesign.imports.trello import read_trello

        foreign = read_trello(text, zone)
    else:
        from codesign.imports.markdown_board import read_markdown

        foreign = read_markdown(text, zone)
    notes = (note, *foreign.notes) if note else foreign.notes
    return arrange(replace(foreign, notes=notes), maps, archived=wishes.archived)


def guessed(name: str, text: str) -> Format:
    """Return the format that a file has, by its name, or where that says nothing by its first lines."""
    if (known := _ENDINGS.get(PurePath(name).suffix.casefold())) is not None:
        return known
    head = text[:20_000].lstrip()
    if head.startswith(("{", "[{")):
        return Format.TRELLO
    return Format.MARKDOWN if _MARKDOWN.search(head) else Format.CSV
