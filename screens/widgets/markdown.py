"""A text as its Markdown reads, in finished lines. Textual's own widget takes a second for a page."""

from rich.console import Console
from rich.markdown import Markdown
from rich.segment import Segment
from rich.style import Style
from rich.theme import Theme
from textual.strip import Strip

from screens.widgets.lines import measured

# Rich's colours for Markdown fall below the contrast that the board keeps
_PLAIN = Theme(
    {
        "markdown.block_quote": "italic",
        "markdown.item.bullet": "bold",
        "markdown.item.number": "bold",
        "markdown.h1": "bold underline",
        "markdown.h2": "bold underline",
        "markdown.h3": "bold",
        "markdown.link": "underline",
        "markdown.link_url": "underline",
        "markdown.table.header": "bold",
        "markdown.table.border": "none",
        "markdown.hr": "none",
    }
)


def markdown_strips(text: str, width: int) -> list[Strip]:
    """Return the lines of a text for a width in columns, with an empty one on the left.

    The text is cleaned before (codesign.text.clean). Links are no links: their address stands beside them.
    """
    console = Console(width=width - 2, theme=_PLAIN, force_terminal=True, color_system=None, legacy_windows=False)
    lines = console.render_lines(Markdown(text, hyperlinks=False), pad=False)
    margin = Segment(" ", Style.null())
    return [Strip([margin, *(Segment(measured(each.text), each.style) for each in line)]) for line in lines]
