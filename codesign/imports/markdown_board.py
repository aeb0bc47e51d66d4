"""Cards from a Markdown list: headings are columns, top-level items are cards, what lies below them is text.

Boards of Obsidian Kanban and task lists of GitHub are such lists. A card keeps its words as they were typed.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import tzinfo

from markdown_it import MarkdownIt
from markdown_it.token import Token

from codesign.imports.days import possible_days
from codesign.imports.foreign import Foreign, ForeignCard, Format, Problem
from codesign.text import clean, one_line
from codesign.words import say

_BOX = re.compile(r"\[([ xX/-])\](?:\s+|$)")
_TAG = re.compile(r"(?:^|(?<=\s))#([^\W\d_](?:[\w/'’-]*\w)?)(?=\s|$)")
_DAY = re.compile(r"@\{([^{}]+)\}|@\[\[([^\[\]]+)\]\]|\N{CALENDAR}\s*([0-9]{4}-[0-9]{2}-[0-9]{2})")
"""A due date as the Kanban and Tasks plugins of Obsidian write it."""
_FRONT = re.compile(r"---[ \t]*\n\s*[\w\"'-]+[ \t]*:.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_NAMED = 10
"""So many of the lines that were passed over are named."""
_ARCHIVE = "archive"
"""The heading under which Obsidian Kanban keeps archived cards, behind a line of three stars."""

_blocks = MarkdownIt("commonmark")
_blocks.core.ruler.enableOnly(["normalize", "block"])  # words stay as they were typed


def read_markdown(text: str, zone: tzinfo | None) -> Foreign:
    """Return the cards of a Markdown file, in its order."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    return _Reader(text, zone).read(passed_over=bool(front))


class _Reader:
    """Goes over the blocks of one file."""

    def __init__(self, text: str, zone: tzinfo | None) -> None:
        self._lines = text.split("\n")
        self._tokens = _blocks.parse(text)
        self._zone = zone
        self._problems: list[Problem] = []

    def read(self, *, passed_over: bool) -> Foreign:
        """Return the cards; `passed_over` tells that something was passed over already."""
        cards: list[ForeignCard] = []
        column, archive, ruled = "", False, False
        over = [1] if passed_over else []
        for block in _top_blocks(self._tokens):
            kind = block[0].type
            if kind == "heading_open":
                column = one_line(block[1].content)
                archive = ruled and column.casefold() == _ARCHIVE
            elif kind in {"bullet_list_open", "ordered_list_open"}:
                cards += (card for item in _items(block) if (card := self._card(item, column, archive)))
            elif kind != "hr":
                over.append((block[0].map or [0])[0] + 1)
            ruled = kind == "hr"
        columns = dict.fromkeys(card.column for card in cards if card.column and not card.archived)
        more = ["…"] if len(over) > _NAMED else []
        lines = ", ".join([*map(str, over[:_NAMED]), *more])
        notes = (say("imports.passed-over", n=len(over), lines=lines),) if over else ()
        return Foreign(Format.MARKDOWN, tuple(cards), tuple(columns), problems=tuple(self._problems), notes=notes)

    def _card(self, item: Sequence[Token], column: str, archived: bool) -> ForeignCard | None:
        first, last = item[0].map or (0, 0)
        where = say("imports.line", line=first + 1)
        lead = next((token for token in item if token.type == "inline" and token.map), None)
        words, begin = (lead.content, lead.map[0]) if lead is not None and lead.map else ("", first)
        box = _BOX.match(words)
        title = one_line(words[box.end() if box else 0 :].split("\n")[0])
        if not title:
            rest = " | ".join(line for each in self._lines[first:last] if (line := one_line(each)))
            self._problems.append(Problem(where, say("imports.no-title", cells=rest or "-")))
            return None
        text = clean("\n".join(self._lines[begin + 1 : last]))
        days = [day for found in _DAY.finditer(words) if (day := possible_days(_inner(found), self._zone))]
        if any(len(day) != 1 for day in days):
            self._problems.append(Problem(where, say("imports.two-dates", text=title)))
        return ForeignCard(
            title,
            where,
            column,
            "\n\n".join(part for part in (self._above(first, begin), text) if part),
            tags=tuple(dict.fromkeys(tag.casefold() for tag in _TAG.findall(words))),
            due=next((day[0] for day in days if len(day) == 1), None),
            done=box is not None and box[1] in "xX",
            archived=archived,
        )

    def _above(self, first: int, begin: int) -> str:
        """Return what an item has above its title, such as a block of code that it begins with."""
        return clean("\n".join(self._lines[first:begin]))


def _inner(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group)


def _top_blocks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each block that stands in no other."""
    begin = 0
    for place, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            yield tokens[begin : place + 1]
            begin = place + 1


def _items(block: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each item of a list, not those of lists within it."""
    begin = 0
    for place, token in enumerate(block):
        if token.level == 1 and token.type == "list_item_open":
            begin = place
        elif token.level == 1 and token.type == "list_item_close":
            yield block[begin:place]
