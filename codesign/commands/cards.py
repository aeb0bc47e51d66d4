"""What can be done to a card, and to several of them in one change."""

from collections.abc import Callable, Collection
from datetime import date

import msgspec

from codesign.changes import Change, change
from codesign.commands.arranging import spread
from codesign.commands.base import Maker
from codesign.commands.several import chosen, rewritten, told
from codesign.dates import short
from codesign.errors import Refused
from codesign.model import HOME_OF, PHASE_STATUSES, Item, ItemKind, Phase
from codesign.records import Records
from codesign.text import as_tag, folded, one_line
from codesign.words import name_of, say


class Move(msgspec.Struct, frozen=True):
    """Move cards to another phase, to the end of its column, in the order in which they stood. They start there
    at the phase's first status; those that are there already stay where they are."""

    cards: tuple[str, ...]
    phase: Phase

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        cards = [card for card in chosen(records, self.cards) if card.phase is not self.phase]
        to_end = _to_end(records, self.phase, cards)
        return rewritten("label.moved", cards, to_end, phase=name_of(self.phase.value, "phase"))


class Advance(msgspec.Struct, frozen=True):
    """Take cards to the next status of their phase, or with steps below 0 back. Of several, those that cannot go
    stay, and the label names them; it is refused where none can."""

    cards: tuple[str, ...]
    steps: int = 1

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        cards = chosen(records, self.cards)
        able = [card for card in cards if self._goes(card)]
        if not able:
            raise Refused(self._refusal(cards))
        pairs = [(card, self._advanced(card)) for card in able]
        label = self._label([after for _before, after in pairs])
        if len(able) < len(cards):
            left = ", ".join(card.number for card in cards if card not in able)
            label = say("label.but-not", what=label, numbers=left)
        return change(label, *pairs)

    def _place(self, card: Item) -> int:
        return PHASE_STATUSES[card.phase].index(card.status) + self.steps

    def _goes(self, card: Item) -> bool:
        return 0 <= self._place(card) < len(PHASE_STATUSES[card.phase])

    def _advanced(self, card: Item) -> Item:
        return msgspec.structs.replace(card, status=PHASE_STATUSES[card.phase][self._place(card)])

    def _refusal(self, cards: list[Item]) -> str:
        if len(cards) > 1:
            key = "refused.last-statuses" if self.steps > 0 else "refused.first-statuses"
            return say(key, numbers=", ".join(card.number for card in cards))
        key = "refused.last-status" if self.steps > 0 else "refused.first-status"
        return say(key, number=cards[0].number, status=name_of(cards[0].status.value, "status"))

    def _label(self, after: list[Item]) -> str:
        if len({card.status for card in after}) == 1:
            return told("label.advanced", after, status=name_of(after[0].status.value, "status"))
        return say("label.stepped-on" if self.steps > 0 else "label.stepped-back", n=len(after))


class Vote(msgspec.Struct, frozen=True):
    """Add votes to each card, or with a number below 0 take some away; never below none."""

    cards: tuple[str, ...]
    votes: int

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        cards = chosen(records, self.cards)
        pairs = [(card, msgspec.structs.replace(card, votes=max(0, card.votes + self.votes))) for card in cards]
        counted = [after for before, after in pairs if after.votes != before.votes]
        if len(counted) == 1:
            label = say("label.voted", number=counted[0].number, n=counted[0].votes)
        else:
            label = say("label.voted-all", n=len(counted), votes=f"{self.votes:+d}")
        return change(label, *pairs)


class Tag(msgspec.Struct, frozen=True):
    """Put a tag on cards, or with `on` False take it off. Written as the capture line writes tags: one word in
    small letters, with or without its "#"."""

    cards: tuple[str, ...]
    tag: str
    on: bool = True

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        tag = as_tag(self.tag)
        if not tag:
            raise Refused(say("refused.no-tag"))
        return rewritten(
            "label.tagged" if self.on else "label.untagged",
            chosen(records, self.cards),
            lambda card: msgspec.structs.replace(card, tags=_with(card.tags, tag, on=self.on)),
            tag=tag,
        )


class Assign(msgspec.Struct, frozen=True):
    """Give cards an owner beside those that they have, or with `on` False take one off."""

    cards: tuple[str, ...]
    owner: str
    on: bool = True

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        owner = one_line(self.owner).strip("@, ")
        if not owner:
            raise Refused(say("refused.no-owner"))
        return rewritten(
            "label.assigned" if self.on else "label.unassigned",
            chosen(records, self.cards),
            lambda card: msgspec.structs.replace(card, owners=_with(card.owners, owner, on=self.on)),
            owner=owner,
        )


class SetDue(msgspec.Struct, frozen=True):
    """Write down by when cards shall be done, or with None that no day is set."""

    cards: tuple[str, ...]
    due: date | None

    def apply(self, records: Records, make: Maker) -> Change:
        return rewritten(
            "label.not-due" if self.due is None else "label.due",
            chosen(records, self.cards),
            lambda card: msgspec.structs.replace(card, due=self.due),
            day=short(self.due, make.today) if self.due else "",
        )


class Convert(msgspec.Struct, frozen=True):
    """Make cards another kind: of a need an action. One whose kind belongs to another phase goes there, to the end
    of the column.

    The number stays, although its letter says what the card was: people have said it aloud, and it stands in
    notes that have left. Where a card of its own is meant, `TurnInto` makes one that names this as its origin.
    """

    cards: tuple[str, ...]
    kind: ItemKind

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        phase = HOME_OF[self.kind]
        cards = [card for card in chosen(records, self.cards) if card.kind is not self.kind]
        to_end = _to_end(records, phase, cards)

        def converted(card: Item) -> Item:
            there = card if card.phase is phase else to_end(card)
            return msgspec.structs.replace(there, kind=self.kind)

        return rewritten("label.converted", cards, converted, kind=name_of(self.kind.value, "item-kind"))


def placed(records: Records, now: Item, after: Item, written: Collection[str]) -> Item:
    """Return a card that was written anew, at its place on the board. One whose kind is of another phase goes
    there, unless its status was written too; what comes to another phase stands at the end of its column."""
    phase = after.phase if "status" in written else HOME_OF[after.kind] if "kind" in written else now.phase
    if phase is now.phase:
        return after
    last = _to_end(records, phase, [now])(after)
    return msgspec.structs.replace(last, status=after.status) if "status" in written else last


def _to_end(records: Records, phase: Phase, cards: list[Item]) -> Callable[[Item], Item]:
    """Return what puts one of the cards after the other at the end of a phase's column, at its first status."""
    ranks = iter(spread(records.last_rank(phase), None, len(cards)))
    status = PHASE_STATUSES[phase][0]
    return lambda card: msgspec.structs.replace(card, status=status, rank=next(ranks))


def _with(words: frozenset[str], word: str, *, on: bool) -> frozenset[str]:
    """Return words with one more or one fewer; however it is written there, it is the same word."""
    same = {each for each in words if folded(each) == folded(word)}
    return words - same if not on else words if same else words | {word}
