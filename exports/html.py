"""Writes a document tree as HTML: one file that needs nothing else, for screens and for paper. Same tree, same
bytes."""

import base64
from collections.abc import Iterable, Iterator
from html import escape

from codesign.words import say
from exports.escape import ADDRESS, flat, spread
from exports.marks import EMPTY, TICKED, as_table, boxes_line, labelled
from exports.page import STYLE, policy
from exports.svg import svg
from exports.tree import (
    Blanks,
    Block,
    Bullets,
    Chart,
    Document,
    Emblem,
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

NARROW = 3
"""So many columns of a table fit a page of a telephone."""


def html(document: Document) -> str:
    """Return the whole file. What the document says about itself stands in its head."""
    title = flat(document.title)
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(document.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        _meta("http-equiv", "Content-Security-Policy", policy(pictures=document.logo is not None)),
        _meta("name", "viewport", "width=device-width, initial-scale=1"),
        *(_meta("name", f"codesign-{key}", flat(value)) for key, value in document.front),
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        *([_logo(document.logo)] if document.logo else []),
        f"<h1>{words(title)}</h1>",
        *_blocks(document.blocks),
    ]
    if document.reference:
        lines.append(
            f'<p class="reference">{words(f"{labelled(document.reference_label)} {document.reference}")}</p>'
        )
    return "\n".join((*lines, "</main>", "</body>", "</html>", ""))


def source(picture: Emblem) -> str:
    """Return a picture as an address that holds all of it."""
    return f"data:{picture.kind};base64,{base64.b64encode(picture.data).decode()}"


def _logo(picture: Emblem) -> str:
    return f'<img class="logo" src="{source(picture)}" alt="{escape(flat(picture.alt))}">'


def words(text: str, *, links: bool = True) -> str:
    """Return a text literally, with addresses as links to themselves."""
    if not links:
        return escape(text)
    parts: list[str] = []
    place = 0
    for address in ADDRESS.finditer(text):
        found = address.group()
        parts += (escape(text[place : address.start()]), f'<a href="{escape(target(found))}">{escape(found)}</a>')
        place = address.end()
    return "".join((*parts, escape(text[place:])))


def target(address: str) -> str:
    """Return where the link of an address leads: to the web, or to a letter."""
    return address if "://" in address else f"mailto:{address}"


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{escape(name)}" content="{escape(content)}">'


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    pictures = 0
    for block in blocks:
        if isinstance(block, Chart):
            pictures += 1
            yield from _chart(block, pictures)
        else:
            yield from _block(block)


def _chart(chart: Chart, n: int) -> Iterator[str]:
    """Yield a picture, the n-th, with its name above it, and below it what it shows and the table."""
    yield from ("<figure>", f"<figcaption>{words(flat(chart.title), links=False)}</figcaption>")
    yield from svg(chart, n)
    yield from _paragraphs(flat(chart.description))
    yield from _block(chart.table)
    yield "</figure>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"<h{level}>{words(flat(text))}</h{level}>"
        case Paragraph(text):
            yield from _paragraphs(text)
        case Bullets(items):
            yield from _list("", (words(flat(each)) for each in items))
        case Facts(pairs):
            yield from _list("", (_fact(name, value) for name, value in pairs))
        case Numbered(items):
            yield from _list("ticks" if any(each.done is not None for each in items) else "", map(_item, items))
        case Table(head, rows):
            yield from _table(head, rows)
        case Sheet():
            yield from _block(as_table(block))
        case Chart():
            yield from _chart(block, 1)
        case Quote(text, by):
            yield "<blockquote>"
            yield from _paragraphs(text)
            if flat(by):
                yield f"<p>{words(f'— {flat(by)}')}</p>"
            yield "</blockquote>"
        case Ticks(points):
            yield from _list("ticks", (f"{_box(done)}{words(flat(point))}" for point, done in points))
        case Blanks(numbers, boxes):
            below = _below(words(boxes_line(each), links=False) for each in boxes)
            yield from _list("blanks", (f'{_strong(each)}<span class="rule"></span>{below}' for each in numbers))
        case PageBreak():
            yield "<hr>"


def _paragraphs(text: str) -> Iterator[str]:
    for lines in spread(text):
        yield f"<p>{'<br>'.join(map(words, lines))}</p>"


def _list(kind: str, items: Iterable[str]) -> Iterator[str]:
    yield f'<ul class="{kind}">' if kind else "<ul>"
    yield from (f"<li>{each}</li>" for each in items)
    yield "</ul>"


def _fact(name: str, value: str) -> str:
    return f"{_strong(labelled(name))} {words(flat(value))}"


def _item(item: NumberedItem) -> str:
    box = "" if item.done is None else _box(item.done)
    fields = (f"{words(labelled(name), links=False)} {words(flat(value))}" for name, value in item.fields)
    return f"{box}{_strong(item.number)} {words(flat(item.text))}{_below(fields)}"


def _below(items: Iterable[str]) -> str:
    found = "".join(f"<li>{each}</li>" for each in items)
    return f"<ul>{found}</ul>" if found else ""


def _strong(text: str) -> str:
    return f"<strong>{words(text, links=False)}</strong>"


def _box(done: bool) -> str:
    label = say("paper.ticked") if done else say("paper.not-ticked")
    return f'<span class="box" role="img" aria-label="{escape(label)}">{TICKED if done else EMPTY}</span> '


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Yield a table. The first cell of a row names it. A wide one can be scrolled, by keys too, where the page is
    narrow."""
    if len(head) > NARROW:
        yield f'<div role="group" tabindex="0" aria-label="{escape(flat(head[0]))}">'
    cells = "".join(f'<th scope="col">{words(flat(each))}</th>' for each in head)
    yield from ("<table>", "<thead>", f"<tr>{cells}</tr>", "</thead>", "<tbody>")
    for row in rows:
        first = "".join(f'<th scope="row">{words(flat(each))}</th>' for each in row[:1])
        yield f"<tr>{first}{''.join(f'<td>{words(flat(each))}</td>' for each in row[1:])}</tr>"
    yield from ("</tbody>", "</table>", *(("</div>",) if len(head) > NARROW else ()))
