"""Writes a document tree as Markdown: same tree, same bytes. One paragraph, item or field stands on one line,
so that a reviewer's change is one line of a comparison."""

import json
from collections.abc import Iterator

from codesign.words import say
from exports.charts.pictures import Network
from exports.escape import cell, flat, heading, inline, line, spread
from exports.marks import BOXES, RULE, as_table, boxes_line, labelled
from exports.tree import (
    Blanks,
    Block,
    Bullets,
    Chart,
    Document,
    Facts,
    Heading,
    Numbered,
    NumberedItem,
    PageBreak,
    Paragraph,
    Quote,
    Sheet,
    Table,
    Ticks,
)


def markdown(document: Document, body: str = "") -> str:
    """Return the whole file: front matter, title, blocks, and the reference as the last line; `body` is what
    `title_and_blocks` wrote before, where it did."""
    text = front_matter(document) + (body or title_and_blocks(document))
    if document.reference:
        text += f"\n{inline(labelled(document.reference_label))} {document.reference}\n"
    return text


def title_and_blocks(document: Document) -> str:
    """Return what the document says, without what it says about itself."""
    parts = [f"# {heading(flat(document.title))}"]
    parts += (block for each in document.blocks if (block := _block(each)))
    return "\n\n".join(parts) + "\n"


def front_matter(document: Document) -> str:
    """Return the YAML block at the head. Values are JSON strings, which YAML reads as they are."""
    if not document.front:
        return ""
    lines = (f"{key}: {json.dumps(flat(value), ensure_ascii=False)}" for key, value in document.front)
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {heading(flat(text))}"
        case Paragraph(text):
            return "\n\n".join("\\\n".join(map(line, lines)) for lines in spread(text))
        case Bullets(items):
            return "\n".join(f"- {line(flat(item))}" for item in items)
        case Facts(pairs):
            return "\n".join(
                f"- **{inline(labelled(name), links=False)}** {inline(flat(value))}" for name, value in pairs
            )
        case Numbered(items):
            return "\n".join(each for item in items for each in _numbered(item))
        case Table(head, rows):
            return "\n".join((_row_of_cells(head), _row(("---",) * len(head)), *map(_row_of_cells, rows)))
        case Sheet():
            return _block(as_table(block))
        case Chart():
            return "\n\n".join(each for each in _chart(block) if each)
        case Quote(text, by):
            quoted = ["\\\n> ".join(map(line, lines)) for lines in spread(text)]
            if flat(by):
                quoted.append(f"— {inline(flat(by))}")
            return "> " + "\n>\n> ".join(quoted)
        case Ticks(points):
            return "\n".join(f"- {BOXES[done]}{line(flat(point))}" for point, done in points)
        case Blanks(numbers, boxes):
            below = [f"  - {line(boxes_line(each))}" for each in boxes]
            return "\n".join(each for number in numbers for each in (f"- **{number}** {RULE}", *below))
        case PageBreak():
            return "---"


def _chart(chart: Chart) -> Iterator[str]:
    """Yield what a chart says; a network also as a drawing for those programs that draw it."""
    yield say("doc.label", name=f"**{inline(flat(chart.title), links=False)}**")
    yield line(flat(chart.description))
    yield _block(chart.table)
    if isinstance(chart.picture, Network):
        from exports.mermaid import mermaid  # what places a network is much, and few documents have one

        yield f"```mermaid\n{mermaid(chart.picture)}\n```"


def _numbered(item: NumberedItem) -> Iterator[str]:
    yield f"- {BOXES[item.done]}**{item.number}** {inline(flat(item.text))}".rstrip()
    for name, value in item.fields:
        yield f"  - {line(labelled(name), links=False)} {inline(flat(value))}"


def _row_of_cells(cells: tuple[str, ...]) -> str:
    return _row(tuple(cell(flat(each)) for each in cells))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
