"""What an import would do, in lines: what maps where, what is there already, what is wrong, how many cards."""

import enum
from collections.abc import Iterator, Mapping

import msgspec

from codesign.guard import findings, told
from codesign.imports.foreign import Arranged, Led, NewCard
from codesign.model import Item
from codesign.text import one_line
from codesign.words import name_of, say


class About(enum.StrEnum):
    """What a line is about."""

    FORMAT = "format"
    FIELD = "field"
    COLUMN = "column"
    NOTE = "note"
    THERE = "there"
    GUARD = "guard"
    PROBLEM = "problem"


class ReportLine(msgspec.Struct, frozen=True):
    """A line of the report."""

    about: About
    words: str
    name: str = ""
    """The name of the file that it is about, which can be given another meaning; "" where there is none."""


def report(arranged: Arranged, there: Mapping[NewCard, Item], *, again: bool = False) -> tuple[ReportLine, ...]:
    """Return the lines of a preview. `there` are the cards that the board has already; they are passed over
    unless they are taken in again."""
    return tuple(
        ReportLine(about, one_line(words), name)
        for about, lines in (
            (About.FORMAT, [("", say(f"imports.format-{arranged.foreign.format}"))]),
            (About.FIELD, _fields(arranged)),
            (About.COLUMN, ((each.column, _led(each)) for each in arranged.led)),
            (About.NOTE, (("", words) for words in _notes(arranged))),
            (About.THERE, (("", words) for words in _there(there, again=again))),
            (About.GUARD, (("", words) for words in _guarded(arranged))),
            (About.PROBLEM, (("", each.told) for each in arranged.problems)),
        )
        for name, words in lines
    )


def to_make(arranged: Arranged, there: Mapping[NewCard, Item], *, again: bool = False) -> int:
    """Return how many cards an import would make."""
    return len(arranged.cards) if again else sum(card not in there for card in arranged.cards)


def _fields(arranged: Arranged) -> Iterator[tuple[str, str]]:
    for head, field in arranged.foreign.fields:
        meant = name_of(field.value, "fields") if field else say("imports.as-text", name=head)
        yield head, say("imports.field", name=head, meant=meant)


def _guarded(arranged: Arranged) -> Iterator[str]:
    """Yield what of the cards looks as if it named somebody."""
    for card in arranged.cards:
        if found := [*findings(card.title), *findings(card.text)]:
            yield say("imports.guard", where=card.where, what=told(found))


def _led(each: Led) -> str:
    target = each.target
    words = [name_of(target.phase.value, "phase"), name_of(target.status.value, "status")]
    if target.parked:
        words.append(say("card.parked"))
    name = each.column or say("imports.no-column")
    return say(
        "imports.led-guessed" if target.guessed else "imports.led",
        n=each.count,
        name=say("imports.ticked", name=name) if each.ticked else name,
        where=", ".join(words),
    )


def _notes(arranged: Arranged) -> Iterator[str]:
    yield from arranged.foreign.notes
    if arranged.archived:
        yield say("imports.archived", n=arranged.archived)


def _there(there: Mapping[NewCard, Item], *, again: bool) -> Iterator[str]:
    key = "imports.there-again" if again else "imports.there"
    for card, item in there.items():
        yield say(key, where=card.where, number=item.number, title=card.title)
