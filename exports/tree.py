"""The document tree: all that a builder makes and all that a writer sees. Its texts are people's words, never
Markdown."""

import msgspec

from exports.charts.pictures import Picture


class Heading(msgspec.Struct, frozen=True):
    level: int
    """2 or more; 1 is the document's title."""
    text: str


class Paragraph(msgspec.Struct, frozen=True):
    """Lines of a text; an empty line in it begins another paragraph."""

    text: str


class Bullets(msgspec.Struct, frozen=True):
    items: tuple[str, ...]


class Facts(msgspec.Struct, frozen=True):
    """Names and values, a line each."""

    pairs: tuple[tuple[str, str], ...]


class NumberedItem(msgspec.Struct, frozen=True):
    """An item with the number by which people name it and by which a returned copy finds it again."""

    number: str
    record: str
    """Id of the record that bears the number."""
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    done: bool | None = None
    """A box to tick; None for none."""


class Numbered(msgspec.Struct, frozen=True):
    items: tuple[NumberedItem, ...]


class Table(msgspec.Struct, frozen=True):
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Sheet(msgspec.Struct, frozen=True):
    """A table that people go on working with in a spreadsheet: "" where nothing is known, texts with all their
    lines."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(msgspec.Struct, frozen=True):
    """A picture of figures, and the table that says the same. Where no picture can be, there is the table."""

    title: str
    description: str
    """What can be seen in it, in words."""
    picture: Picture
    table: Table


class Quote(msgspec.Struct, frozen=True):
    text: str
    by: str = ""


class Ticks(msgspec.Struct, frozen=True):
    """Points to tick off, each with whether that was done."""

    points: tuple[tuple[str, bool], ...]


class Boxes(msgspec.Struct, frozen=True):
    """A question to be answered by ticking boxes, on paper."""

    question: str
    choices: tuple[str, ...]


class Blanks(msgspec.Struct, frozen=True):
    """Numbered lines to write on, each with the same boxes to tick below it."""

    numbers: tuple[str, ...]
    boxes: tuple[Boxes, ...] = ()


class PageBreak(msgspec.Struct, frozen=True):
    """What follows begins on another sheet of paper."""


Block = (
    Heading | Paragraph | Bullets | Facts | Numbered | Table | Sheet | Chart | Quote | Ticks | Blanks | PageBreak
)


class Emblem(msgspec.Struct, frozen=True):
    """A picture that stands for an organisation, as it is in its file."""

    kind: str
    """Its media type, such as "image/png"."""
    data: bytes
    alt: str
    """What it says to those who cannot see it."""


class Document(msgspec.Struct, frozen=True):
    title: str
    language: str
    front: tuple[tuple[str, str], ...]
    """What the document says about itself, for programs that file it."""
    blocks: tuple[Block, ...]
    reference_label: str = ""
    reference: str = ""
    logo: Emblem | None = None
    """Stands at the head, in forms that have pictures."""

    @property
    def numbered(self) -> tuple[NumberedItem, ...]:
        """All numbered items, in order."""
        return tuple(item for block in self.blocks if isinstance(block, Numbered) for item in block.items)
