"""Reads Markdown as any reader does, with markdown-it-py, and tells which texts it finds where.

A reader takes its time for every line, and thousands of lines are of one shape: a number in bold and some words.
What letters stand in a run of words never matters to it, only what stands between the runs. So a document is read
in pieces, and of all pieces that differ in nothing but such runs one is read; the words of the others are put into
what it told. Wherever letters could matter (in an entity, an address, the label of a link), and wherever one piece
could reach into the next, it is read as it stands.
"""

import functools
import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from exports.slot import BOLD, Slot

_WORDS = "\ue000"
"""Stands for a run of words. No reader knows it: to them all it is a letter."""
_ADDRESS = r"(?<=<https://)[a-z0-9.-]+(?:/[A-Za-z0-9/.?=#~+_-]*)?(?=>)"
_FILLED = re.compile(_WORDS)
_FIRST = r"(?:(?<![<A-Za-z])[^\W\d_]|(?<=[^\s\d>+-])\d)"
"""A letter; a figure only after something, for it could begin an item of a list."""
_RUN = re.compile(rf"({_ADDRESS}|{_FIRST}(?:[^\W_]|(?: ?[,;.:'’“”?/()%$-]{{1,2}} ?| )(?=[^\W_]))*)")
"""What is in an address; or letters and figures, and between them what means nothing there. Split at it, a text
is by turns what stands between two runs, and a run."""
_LETTERS_MATTER = re.compile(rf"<(?!https://{_WORDS}>)|&(?=[{_WORDS}#])|\[(?![ x]\] )|(?<!\[[ x])\]")
_REACHES_ON = re.compile(r"```|~~~|<[!?]|</?[a-z][a-z0-9-]*(?:[\s/>]|$)|\]:|\n\n[ \t\n]|[\t\r\f\v]", re.IGNORECASE)
"""What can make one piece a part of another: blocks that go on over empty lines, and the definition of a link."""
_ITEM = re.compile(r"\n(?=- \S)")


def read(body: str) -> Iterator[Slot]:
    """Yield the texts that a reader finds in Markdown, in order."""
    if _REACHES_ON.search(body):
        yield from read_whole(body)
        return
    for piece in body.strip("\n").split("\n\n"):
        # items of a list stand next to each other, and nothing in one changes how another is read
        for each in _ITEM.split(piece) if piece.startswith("- ") else (piece,):
            yield from _read_piece(each)


def _read_piece(piece: str) -> Iterator[Slot]:
    parts = _RUN.split(piece)
    if _WORDS in piece or "xn--" in piece or (slots := _read_shape(_WORDS.join(parts[::2]))) is None:
        yield from read_whole(piece)
        return
    runs = iter(parts[1::2])
    for place, text in slots:
        yield place, _FILLED.sub(lambda _found: next(runs), text)


@functools.lru_cache(maxsize=4096)
def _read_shape(shape: str) -> tuple[Slot, ...] | None:
    """Return what is found in all pieces of a shape; None where their letters matter, or where not all of their
    words are found."""
    if _LETTERS_MATTER.search(shape):
        return None
    slots = tuple(read_whole(shape))
    return slots if sum(text.count(_WORDS) for _place, text in slots) == shape.count(_WORDS) else None


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


_CONTEXT = {
    "list_item_open": "li",
    "blockquote_open": "quote",
    "th_open": "th",
    "td_open": "td",
    "ordered_list_open": "ol",
}
_LEAVES = {"heading_open", "paragraph_open"}


def read_whole(body: str) -> Iterator[Slot]:
    """Yield the texts that a reader finds in Markdown, in order, whatever it is."""
    context: list[str] = []
    leaf = ""
    for token in _parser().parse(body):
        if token.type in _CONTEXT:
            context.append(_CONTEXT[token.type])
        elif token.type.replace("_close", "_open") in _CONTEXT:
            context.pop()
        elif token.type in _LEAVES:
            leaf = token.tag
        elif token.type == "inline":
            # a paragraph inside a list item or cell is that item's text
            inside = [*context, leaf] if leaf and (not context or context[-1] == "quote") else context
            yield " ".join(inside), _text(token.children or [])
            leaf = ""
        elif token.content or token.type == "hr":
            yield token.type, token.content


def _text(tokens: list[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                parts.append(token.content)
            case "hardbreak":
                parts.append("\n")
            case "strong_open" | "strong_close":
                parts.append(BOLD)
            case "link_open" | "link_close" if token.info == "auto":
                pass
            case _:
                parts.append(f"<{token.type}>")
    return "\n".join(each.strip() for each in "".join(parts).split("\n"))
