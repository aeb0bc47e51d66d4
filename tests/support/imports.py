"""The files that are imported in tests, and short ways to read texts as such files."""

from datetime import UTC
from pathlib import Path

from codesign.imports.foreign import Arranged, Format, NewCard
from codesign.imports.reading import Wishes, read_cards

FILES = Path(__file__).parent.parent / "fixtures" / "imports"


def read(text: str | bytes, *maps: str, kind: Format, archived: bool = False) -> Arranged:
    """Return what an import of a text in a format would make."""
    raw = text.encode() if isinstance(text, str) else text
    return read_cards(raw, "", Wishes(kind, maps, archived), UTC)


def fixture(name: str, *maps: str, archived: bool = False) -> Arranged:
    """Return what an import of a file would make."""
    return read_cards((FILES / name).read_bytes(), name, Wishes(maps=maps, archived=archived), UTC)


def titles(arranged: Arranged) -> list[str]:
    """Return the titles of the cards, in their order."""
    return [card.title for card in arranged.cards]


def card(arranged: Arranged, title: str) -> NewCard:
    """Return the one card of a title."""
    (found,) = (each for each in arranged.cards if each.title == title)
    return found


def problems(arranged: Arranged) -> list[str]:
    """Return what was wrong, a line for each."""
    return [each.told for each in arranged.problems]
