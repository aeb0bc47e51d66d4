"""Cards that are put elsewhere on the board: dragged with the mouse, or moved by keys."""

from codesign.commands.arranging import Place
from codesign.commands.cards import Move
from codesign.model import Item, Phase
from codesign.words import say
from screens.board.capturing import CapturingScreen
from screens.board.column import CardColumn
from screens.board.rows import Row, beside, neighbours


class DraggingScreen(CapturingScreen):
    """A screen with a column of cards for each phase, between which they can be dragged."""

    def column(self, phase: Phase) -> CardColumn:
        """Return the column of a phase."""
        return self.query_one(f"#{phase.value}", CardColumn)

    def rows(self, phase: Phase) -> tuple[Row, ...]:
        """Return what the column of a phase shows, in order."""
        raise NotImplementedError

    def place_beside(self, cards: tuple[str, ...], steps: int) -> tuple[str, str] | None:
        """Return the neighbours that cards get which are moved by one place, None where they cannot be moved."""
        if not self.is_by_hand:
            self._tell_not_by_hand()
            return None
        return beside(self.rows(self.phase), cards, steps)

    def on_card_column_dragged(self, event: CardColumn.Dragged) -> None:
        """Show where the card would come to stand, and once it is let go put it there."""
        target: tuple[Phase, int] | None = None
        for phase in Phase:
            column = self.column(phase)
            here = column.display and column.region.contains(event.x, event.y)
            place = column.drop_at(event.y - column.content_region.y) if here else None
            column.show_drop(None if event.dropped else place)
            target = (phase, place) if place is not None else target
        if event.dropped and target is not None:
            self._drop(event.row.item, *target)

    def _drop(self, item: Item, phase: Phase, place: int) -> None:
        """Put a card, and with it all that were chosen, before the row at a place of a column."""
        cards = self.cards if self.is_chosen(item.id) else (item.id,)
        if self.is_by_hand:
            done = self.do(Place(cards, phase, *neighbours(self.rows(phase), cards, place)))
        elif phase is not item.phase:
            done = self.do(Move(cards, phase))
        else:
            self._tell_not_by_hand()
            return
        if done is not None:
            self.follow(item.id)

    def _tell_not_by_hand(self) -> None:
        self.tell(say("board.not-by-hand", order=self.key_of("order"), group=self.key_of("group")), bad=True)
