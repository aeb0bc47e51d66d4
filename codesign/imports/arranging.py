"""Where foreign cards go: the one mapping from columns of other boards to phases, statuses and kinds.

A name that somebody gave with `--map` decides; then the names of `vocabulary.COLUMNS`; and for any other column
its place, the first third of the board being co-define and the last co-evaluate.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from codesign.errors import Refused
from codesign.imports import own
from codesign.imports.foreign import MAP, Arranged, Field, Foreign, ForeignCard, Led, NewCard, Problem, Target
from codesign.imports.vocabulary import COLUMNS, FIELDS, key
from codesign.model import HOME_OF, PHASE_KINDS, PHASE_STATUSES, ItemKind, Phase, Status
from codesign.text import clean, one_line
from codesign.words import say

_FINISHED = {
    Phase.CO_DEFINE: Status.AGREED,
    Phase.CO_DESIGN: Status.IN_PLACE,
    Phase.CO_EVALUATE: Status.LEARNED,
}
"""Where a card that is ticked off stands in its phase, if it is not further already."""


class Maps(msgspec.Struct, frozen=True):
    """What somebody said about names of the file, by their keys."""

    fields: Mapping[str, Field]
    columns: Mapping[str, Target]
    given: tuple[str, ...] = ()
    """The names as they were written."""


def read_maps(texts: Sequence[str]) -> Maps:
    """Return what "Betreff=title" and "Küche=trying" say.

    Raises:
        Refused: there is no such field, phase, status or kind.
    """
    fields: dict[str, Field] = {}
    columns: dict[str, Target] = {}
    for text in texts:
        name, _, meant = text.rpartition("=")
        if not key(name):
            raise Refused(say("imports.no-map", text=text))
        if key(meant) in COLUMNS:
            columns[key(name)] = COLUMNS[key(meant)]
        elif key(meant) in FIELDS:
            fields[key(name)] = FIELDS[key(meant)]
        else:
            known = ", ".join((*Field, *Phase, *Status, *(kind for kind in ItemKind if kind != "idea")))
            raise Refused(say("imports.no-meaning", text=meant.strip() or text, known=known))
    return Maps(fields, columns, tuple(one_line(text.rpartition("=")[0]) for text in texts))


def targets(columns: Sequence[str], given: Mapping[str, Target]) -> dict[str, Target]:
    """Return where the cards of each column go, by its name as it stands in the file."""
    phases = list(Phase)
    return {
        column: given.get(key(column))
        or COLUMNS.get(key(column))
        or own.columns().get(key(column))
        or Target(PHASE_STATUSES[phases[place * len(phases) // len(columns)]][0], guessed=True)
        for place, column in enumerate(columns)
    }


def arrange(foreign: Foreign, maps: Maps, *, archived: bool = False) -> Arranged:
    """Return the cards as they will be, in the order of the file.

    `archived` takes those in too that were archived where they come from.
    """
    taken = [card for card in foreign.cards if archived or not card.archived]
    columns = tuple(dict.fromkeys((*foreign.columns, *(card.column for card in taken if card.column))))
    ways = targets(columns, maps.columns)
    counts: Counter[tuple[str, Target, bool]] = Counter()
    cards = []
    for card in taken:
        way = ways.get(card.column) or Target(
            PHASE_STATUSES[HOME_OF[card.kind]][0] if card.kind else Status.RAISED
        )
        target = _finished(way) if card.done else way
        counts[card.column, target, target != way] += 1
        cards.append(_new(card, target))
    order = {column: place for place, column in enumerate((*columns, ""))}
    led = (Led(column, target, count, ticked) for (column, target, ticked), count in counts.items())
    return Arranged(
        foreign,
        tuple(cards),
        tuple(sorted(led, key=lambda each: (order[each.column], each.ticked))),
        (*_unused(foreign, maps, columns), *foreign.problems),
        len(foreign.cards) - len(taken),
    )


def _finished(target: Target) -> Target:
    statuses = PHASE_STATUSES[target.phase]
    return replace(target, status=max(target.status, _FINISHED[target.phase], key=statuses.index), parked=False)


def _new(card: ForeignCard, target: Target) -> NewCard:
    # as in a captured line: an idea is an action once it has an owner or a date
    usual = (
        ItemKind.ACTION
        if target.phase is Phase.CO_DESIGN and (card.owners or card.due)
        else PHASE_KINDS[target.phase][0]
    )
    # a name that meant nothing here would be lost
    column = say("imports.column-was", name=card.column) if target.guessed else ""
    return NewCard(
        one_line(card.title),
        card.where,
        card.kind or target.kind or usual,
        target.status,
        target.parked or card.parked,
        clean("\n\n".join(part for part in (card.text, column) if part)),
        card.owners,
        card.tags,
        card.due,
        card.votes,
    )


def _unused(foreign: Foreign, maps: Maps, columns: Sequence[str]) -> list[Problem]:
    """Name what was mapped and is not in the file: a slip of the pen would pass unseen."""
    known = {key(name) for name in (*columns, *(head for head, _field in foreign.fields))}
    return [Problem(MAP, say("imports.not-there", name=name)) for name in maps.given if key(name) not in known]
