"""The page of a preview: what a document reads like, what its file holds, or what differs since it last left. All
of it is worked out aside, from a copy of the records."""

from collections.abc import Iterator
from datetime import date, tzinfo
from enum import Enum

import msgspec
from msgspec.structs import replace
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from codesign.dates import short
from codesign.model import ExportRecord
from codesign.organisation import Organisation
from codesign.permissions import Sight
from codesign.records import Records
from codesign.text import one_line
from codesign.words import say
from exports.difference import Difference, How, ItemChange, difference, last_export, told
from exports.library import in_its_language
from exports.markdown import markdown
from exports.marks import labelled
from exports.prepare import Prepared
from exports.review.printed import printed_items, printed_lines
from screens.widgets.lines import paragraphs, wrapped
from screens.widgets.markdown import markdown_strips

_STRONG = Style(bold=True)


class View(Enum):
    """In what way a document is looked at."""

    READ = "read"
    SOURCE = "source"
    DIFFERENCE = "difference"


class Page(msgspec.Struct, frozen=True, eq=False):
    """A document as it was prepared, and from what."""

    records: Records
    """As they were then."""
    on: date
    zone: tzinfo | None
    organisation: Organisation
    prepared: Prepared | None
    why: str = ""
    """Why it cannot be prepared."""

    @property
    def last(self) -> ExportRecord | None:
        """What was written last of it for this audience."""
        if self.prepared is None:
            return None
        return last_export(self.records, self.prepared.kind, self.prepared.subject.id, self.prepared.audience)


def drawn(page: Page, view: View, width: int) -> list[Strip]:
    """Return the lines of a page."""
    if page.prepared is None:
        return []
    if view is View.SOURCE:
        return [_strip(line) for line in paragraphs(page.prepared.text, width - 2)]
    if view is View.DIFFERENCE:
        return list(_difference(page, page.prepared, width - 2))
    return markdown_strips(markdown(replace(page.prepared.document, front=())), width)


def _difference(page: Page, prepared: Prepared, width: int) -> Iterator[Strip]:
    last = page.last
    if last is None:
        yield _strip(say("difference.never"))
        return
    with in_its_language(page.records, page.organisation):
        sight = Sight(page.records, prepared.audience, page.on)
    found = difference(
        last, printed_items(prepared.document), printed_lines(prepared.document), sight.may_still_read
    )
    left = short(last.made.at.astimezone(page.zone).date(), page.on) if last.made else ""
    yield from _wrapped(say("difference.since", day=left, file=last.file), width, _STRONG)
    if not found:
        yield _strip(say("difference.none"))
        return
    yield from _unseen(found, width)
    for how in How:
        yield from _items([each for each in found.items if each.how is how], how, width)
    if found.lines:
        yield _strip("")
        yield _strip(say("difference.other"), _STRONG)
    for each in found.lines:
        yield from (line for text in each.before for line in _signed("-", text, width))
        yield from (line for text in each.now for line in _signed("+", text, width))


def _unseen(found: Difference, width: int) -> Iterator[Strip]:
    """Yield that words are not shown which this audience had and may not read any more: only how many."""
    for key, n in (
        ("difference.unseen-items", found.unseen_items),
        ("difference.unseen-lines", found.unseen_lines),
    ):
        if n:
            yield from _wrapped(say(key, n=n), width)


def _items(found: list[ItemChange], how: How, width: int) -> Iterator[Strip]:
    if not found:
        return
    yield _strip("")
    yield _strip(say(f"difference.{how.value}", n=len(found)), _STRONG)
    for change in found:
        if how is How.CHANGED and change.before is None:
            yield from _wrapped(say("difference.before-unseen", number=change.number), width)
        for line in told(change):
            head = f"{change.number} {line.field}".strip()
            yield from (each for each in _signed("-", f"{labelled(head)} {line.before}", width) if line.before)
            yield from (each for each in _signed("+", f"{labelled(head)} {line.now}", width) if line.now)


def _signed(sign: str, text: str, width: int) -> Iterator[Strip]:
    first, *rest = wrapped(one_line(text), width - 2)
    yield _strip(f"{sign} {first}")
    yield from (_strip(f"  {line}") for line in rest)


def _wrapped(text: str, width: int, style: Style | None = None) -> Iterator[Strip]:
    yield from (_strip(line, style) for line in wrapped(one_line(text), width))


def _strip(text: str, style: Style | None = None) -> Strip:
    return Strip([Segment(f" {text}", style)])
