"""A picture for the wall: lines in large letters, laid out on pages of the size of the wall."""

from collections.abc import Iterable, Sequence

import msgspec

from screens.vision.large import large_rows
from screens.widgets.lines import Line, cells, shown, wrapped

Block = Sequence[Line]
"""Lines that stay together where they can."""
Page = tuple[Line, ...]

MARGIN = 2
"""Columns left free at either side: projectors cut off edges."""


class Picture(msgspec.Struct, frozen=True):
    """What the wall shows: a heading, and one page or more."""

    heading: str
    pages: tuple[Page, ...]
    first: int = 0
    """The page that is shown while nobody turns."""


class Paper(msgspec.Struct, frozen=True):
    """What is drawn on: so many columns and lines, in letters that the terminal has."""

    width: int
    height: int
    ascii_only: bool = False

    @property
    def room(self) -> int:
        """Columns between the margins."""
        return max(1, self.width - 2 * MARGIN)

    def large(self, text: str, height: int = 0, style: str = "strong") -> list[Block]:
        """Return a text in letters so large that it fits a height, or in the smallest of the large ones, each row
        of letters a block; 0 is the height of the paper."""
        rows = large_rows(shown(text), self.room, height or self.height, ascii_only=self.ascii_only)
        return [[((line, style),) for line in row] for row in rows]

    def fitting(self, text: str, height: int, style: str = "strong") -> list[Block]:
        """Return a text in large letters where these fit a height, and in plain letters where they do not."""
        found = self.large(text, height, style)
        return found if sum(map(len, found)) <= height else [self.plain(text, style)]

    def plain(self, text: str, style: str = "") -> Block:
        """Return a text in the terminal's own letters."""
        return [((line, style),) for line in wrapped(shown(text), self.room)]

    def pages(self, blocks: Iterable[Block]) -> tuple[Page, ...]:
        """Lay blocks on as many pages as they take; one alone stands in the middle of its page."""
        pages: list[list[Line]] = [[]]
        for block in blocks:
            if pages[-1] and len(pages[-1]) + len(block) > self.height:
                pages.append([])
            for line in block:
                if len(pages[-1]) >= max(1, self.height):
                    pages.append([])
                pages[-1].append(line)
        return tuple(map(tuple, pages))

    def spread(self, blocks: Sequence[Block]) -> tuple[Page, ...]:
        """Lay blocks on pages, with an empty line after each where all of them stay on one."""
        apart = [each for block in blocks for each in (block, GAP)]
        return self.pages(apart if sum(map(len, apart)) <= self.height else blocks)

    def centred(self, blocks: Iterable[Block]) -> tuple[Page, ...]:
        """Lay blocks on pages; one page alone stands in the middle of the wall."""
        pages = self.pages(_in_the_middle(block, self.room) for block in blocks)
        if len(pages) > 1:
            return pages
        above = max(0, (self.height - len(pages[0])) // 2)
        return ((*(() for _ in range(above)), *pages[0]),)


def _in_the_middle(block: Block, room: int) -> Block:
    """Put a block in the middle as one: the lines of large letters must stay below each other."""
    widest = max((sum(cells(text) for text, _style in line) for line in block), default=0)
    gap = (" " * max(0, (room - widest) // 2), "")
    return [(gap, *line) if line else line for line in block]


GAP: Block = ((),)
"""An empty line."""
