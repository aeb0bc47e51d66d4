"""The document tree: all that a builder makes and all that a writer sees. Its texts are people's words, never
Markdown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    level: int
    """2 or more; 1 is the document's title."""
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Lines of a text; an empty line in it begins another paragraph."""

    text: str


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names and values, a line each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NumberedItem:
    """An item with the number by which people name it and by which a returned copy finds it again."""

    number: str
    record: str
    """Id of the record that bears the number."""
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    done: bool | None = None
    """A box to tick; None for none."""


@dataclass(frozen=True)
class Numbered:
    items: tuple[NumberedItem, ...]


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Quote:
    text: str
    by: str = ""


@dataclass(frozen=True)
class Ticks:
    """Points to tick off, each with whether that was done."""

    points: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Boxes:
    """A question to be answered by ticking boxes, on paper."""

    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Blanks:
    """Numbered lines to write on, each with the same boxes to tick below it."""

    numbers: tuple[str, ...]
    boxes: tuple[Boxes, ...] = ()


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on another sheet of paper."""


Block = Heading | Paragraph | Bullets | Facts | Numbered | Table | Quote | Ticks | Blanks | PageBreak


@dataclass(frozen=True)
class Document:
    title: str
    language: str
    front: tuple[tuple[str, str], ...]
    """What the document says about itself, for programs that file it."""
    blocks: tuple[Block, ...]
    reference_label: str = ""
    reference: str = ""

    @property
    def numbered(self) -> tuple[NumberedItem, ...]:
        """All numbered items, in order."""
        return tuple(item for block in self.blocks if isinstance(block, Numbered) for item in block.items)
