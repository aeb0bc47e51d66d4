"""What is done to the cards of the board: to the one under the cursor, or to all that were chosen."""

from collections.abc import Callable, Iterable, Mapping
from zlib import crc32

from codesign.changes import Committed
from codesign.commands import Command
from codesign.commands.amending import Archive
from codesign.commands.arranging import Place
from codesign.commands.cards import Advance, Assign, Convert, Move, SetDue, Tag, Vote
from codesign.commands.joining import Duplicate, Merge, Split
from codesign.commands.linking import Link, is_on_thread
from codesign.dates import read_date
from codesign.model import Item, ItemKind, Phase
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.text import clean, owner_named
from codesign.words import name_of, say
from screens.acts import Act
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice, Field, Values, form, pick
from screens.groups import Group
from screens.place import Here, Step
from screens.widgets.lines import shown

ACTS = (
    Act("board.forward", "greater_than_sign", "shift(1)", foot=True, foot_with="board.backward"),
    Act("board.backward", "less_than_sign", "shift(-1)"),
    Act("board.advance", "s", "advance(1)", foot=True),
    Act("board.step-back", "S", "advance(-1)"),
    Act("board.choose", "space", "choose", own_group=Group.SEVERAL),
    Act("board.choose-all", "A", "choose_all", own_group=Group.SEVERAL),
    Act("board.lower", "J,shift+down", "step(1)"),
    Act("board.higher", "K,shift+up", "step(-1)"),
    Act("board.tag", "number_sign", "tag"),
    Act("board.assign", "at", "assign"),
    Act("board.due", "d", "set_due"),
    Act("board.more-votes", "plus", "vote(1)"),
    Act("board.fewer-votes", "minus", "vote(-1)"),
    Act("board.convert", "C", "convert"),
    Act("board.split", "vertical_line", "split"),
    Act("board.merge", "ampersand", "merge"),
    Act("board.duplicate", "y", "duplicate"),
    Act("board.link", "L", "link"),
    Act("board.archive", "D", "archive"),
    Act("board.bring-back", "B", "bring_back"),
)

_NEED_A_CARD = frozenset(
    {"advance", "vote", "archive", "shift", "step", "tag", "assign", "set_due", "convert", "split", "merge"}
    | {"duplicate", "link", "choose", "open", "answer", "thread"}
)


class ActingScreen(PartnershipScreen[None]):
    """A screen on which something can be done to cards."""

    def __init__(self, opened: OpenPartnership) -> None:
        super().__init__(opened)
        self._chosen: set[str] = set()

    # What the screen that shows the cards says

    @property
    def current(self) -> Item | None:
        """The card under the cursor."""
        raise NotImplementedError

    @property
    def phase(self) -> Phase:
        """The phase whose column has the keys."""
        raise NotImplementedError

    def phase_beside(self, steps: int) -> Phase | None:
        """Return the phase so many columns to the right (below 0 to the left), None where there is none."""
        raise NotImplementedError

    @property
    def shown_cards(self) -> list[str]:
        """The ids of the cards in the column that has the keys, in their order."""
        raise NotImplementedError

    def place_beside(self, cards: tuple[str, ...], steps: int) -> tuple[str, str] | None:
        """Return the neighbours that cards get which are moved by one place."""
        raise NotImplementedError

    def follow(self, card: str, *, focus: bool = True) -> None:
        """Go where a card is now; without one, give the keys back to the column."""
        raise NotImplementedError

    # Coming back

    def way_to(self) -> Step:
        """A board is opened from anywhere."""
        return Step(board=self.opened.folder)

    def here(self) -> Here:
        """The card under the cursor, and those that were chosen."""
        current = self.current
        return {"card": current.id if current is not None else "", "chosen": " ".join(sorted(self._chosen))}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Choose the same cards; those that are gone are missed."""
        card, chosen = here.get("card", ""), set(here.get("chosen", "").split())
        self._chosen = set(chosen)
        if card:
            self.follow(card, focus=not self.typing)
        if chosen:
            self.update_view()
        return self._chosen == chosen and (not card or (self.current is not None and self.current.id == card))

    # Which cards

    @property
    def cards(self) -> tuple[str, ...]:
        """The ids of the cards that something is done to: the chosen ones, or the one under the cursor."""
        current = self.current
        return tuple(self._chosen) or ((current.id,) if current is not None else ())

    def _one_card(self) -> Item | None:
        """Return the card that is chosen, or the one under the cursor; where several are chosen say that this is
        done to one."""
        if len(self._chosen) > 1:
            self.tell(say("board.one-at-a-time", n=len(self._chosen)), bad=True)
            return None
        return next((self.opened.records.get(Item, each) for each in self.cards), None)

    def is_chosen(self, card: str) -> bool:
        """Tell whether a card was chosen."""
        return card in self._chosen

    def forget_gone(self, there: Iterable[str]) -> None:
        """Choose no cards any more that are not shown; nothing is done to what nobody sees."""
        if self._chosen:
            self._chosen &= set(there)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to cards needs one."""
        if not super().check_action(action, parameters):
            return False
        return action not in _NEED_A_CARD or self.current is not None or bool(self._chosen)

    def action_choose(self) -> None:
        """Choose the card under the cursor for what is done next, or leave it out again; go to the one below."""
        current = self.current
        if current is not None:
            self._chosen ^= {current.id}
            self._tell_chosen()
            self.step_on()

    def step_on(self) -> None:
        """Go to the card below."""
        raise NotImplementedError

    def action_choose_all(self) -> None:
        """Choose all cards of the column, or none where all are chosen."""
        column = set(self.shown_cards)
        self._chosen = self._chosen - column if column <= self._chosen else self._chosen | column
        self._tell_chosen()

    def choose_none(self) -> bool:
        """Choose no card any more; return whether any was."""
        had = bool(self._chosen)
        self._chosen.clear()
        if had:
            self._tell_chosen()
        return had

    def _tell_chosen(self) -> None:
        self.tell(say("board.chosen", n=len(self._chosen)) if self._chosen else "")
        self.update_view()

    def do(self, command: Command) -> Committed | None:
        """Carry a command out; the chosen cards are chosen no more once something was done to them."""
        done = self.carry_out(command)
        if done is not None:
            self._chosen.clear()
        return done

    # Moving

    def action_shift(self, steps: int) -> None:
        """Move the cards to the phase beside, and go with them."""
        cards, current, phase = self.cards, self.current, self.phase_beside(steps)
        if phase is None:
            self.tell(say("board.last-phase" if steps > 0 else "board.first-phase"))
        elif self.do(Move(cards, phase)) is not None:
            self.follow(current.id if current is not None and current.id in cards else cards[0])

    def action_step(self, steps: int) -> None:
        """Move the cards one place down, or with -1 up."""
        cards, current = self.cards, self.current
        found = self.place_beside(cards, steps)
        if found is not None and self.carry_out(Place(cards, self.phase, *found)) is not None and current:
            self.follow(current.id)

    def action_advance(self, steps: int) -> None:
        """Take the cards to their next status, or back."""
        self.do(Advance(self.cards, steps))

    def action_vote(self, votes: int) -> None:
        """Count a vote for the cards, or take one away."""
        self.do(Vote(self.cards, votes))

    def action_archive(self) -> None:
        """Put the cards out of sight."""
        self.do(Archive(self.cards))

    def action_bring_back(self) -> None:
        """Choose an archived card and bring it back."""
        archived = [item for item in self.opened.records.all(Item) if item.archived]
        if not archived:
            self.tell(say("board.none-archived"))
            return
        choices = [Choice(f"{item.number}  {shown(item.title)}", item.id) for item in reversed(archived)]

        def chosen(card: str) -> None:
            if self.do(Archive((card,), archived=False)) is not None:
                self.follow(card)

        self.ask(pick(say("board.bring-back"), choices), chosen)

    # Fields

    def action_tag(self) -> None:
        """Give the cards a tag, or with a minus before it take one off."""
        self._ask_line("tag", lambda cards, words, on: Tag(cards, words.removeprefix("#"), on))

    def action_assign(self) -> None:
        """Give the cards an owner, or with a minus before it take one off."""
        me = self.opened.asking.my_name
        self._ask_line("assign", lambda cards, words, on: Assign(cards, owner_named(words, me), on))

    def _ask_line(self, name: str, command: Callable[[tuple[str, ...], str, bool], Command]) -> None:
        cards = self.cards

        def accept(values: Values) -> str:
            words = clean(values[name])
            return self._complaint(command(cards, words.removeprefix("-").strip(), not words.startswith("-")))

        self._ask_form(name, Field(name, say(f"board.{name}-label")), accept, cards)

    def action_set_due(self) -> None:
        """Say by when the cards are to be done; without a day, by no day."""
        cards = self.cards

        def accept(values: Values) -> str:
            words = clean(values["due"])
            day = read_date(words, today(self.opened.clock)) if words else None
            if words and day is None:
                return say("board.no-day", words=words)
            return self._complaint(SetDue(cards, day))

        self._ask_form("due", Field("due", say("board.due-label")), accept, cards)

    def _ask_form(self, name: str, field: Field, accept: Callable[[Values], str], cards: tuple[str, ...]) -> None:
        """Ask for something about these cards, whatever becomes of the board meanwhile. What was typed and left is
        theirs as well: nobody finds it with others."""
        records = self.opened.records
        numbers = sorted(found.number for each in cards if (found := records.find(each)) is not None)
        of = numbers[0] if len(numbers) == 1 else f"{crc32(' '.join(numbers).encode()):08x}"
        title = say(f"board.{name}", n=len(numbers), number=numbers[0])
        self.app.push_screen(form(title, [field], self.opened.drafts, f"{self.opened.folder} {name} {of}", accept))

    def _complaint(self, command: Command) -> str:
        """Carry a command out for a dialog; return "", or why it could not be done."""
        why = self.complaint(command)
        if not why:
            self._chosen.clear()
        return why

    # Kinds, parts and links

    def action_convert(self) -> None:
        """Make the cards another kind; they keep their numbers."""
        cards = self.cards
        choices = [Choice(name_of(kind.value, "item-kind"), kind.value) for kind in ItemKind]
        self.ask(pick(say("board.convert"), choices), lambda kind: self.do(Convert(cards, ItemKind(kind))))

    def action_split(self) -> None:
        """Make two or more cards of one, their titles with a bar between them."""
        card = self._one_card()
        if card is None:
            return
        field = Field("titles", say("board.split-label"), value=f"{card.title} | ")

        def accept(values: Values) -> str:
            titles = tuple(line for line in map(clean, values["titles"].split("|")) if line)
            return self._complaint(Split(card, titles))

        self._ask_form("split", field, accept, (card.id,))

    def action_merge(self) -> None:
        """Make one card of the chosen ones: the one under the cursor stays. Choosing leads the cursor to the card
        below, so where that is none of several chosen ones, it is asked which is to stay."""
        current = self.current
        if current is None:
            return
        if not self._chosen - {current.id}:
            self.tell(say("board.merge-first", key=self.key_of("choose")), bad=True)
        elif len(self._chosen) == 1 or current.id in self._chosen:
            self._merge_into(current.id)
        else:
            there = [each for each in self.opened.records.all(Item) if each.id in self._chosen]
            choices = [Choice(f"{each.number}  {shown(each.title)}", each.id) for each in (*there, current)]
            self.ask(pick(say("board.merge"), choices), self._merge_into)

    def _merge_into(self, stays: str) -> None:
        if self.do(Merge(stays, tuple(self._chosen - {stays}))) is not None:
            self.follow(stays)

    def action_duplicate(self) -> None:
        """Make another card with the words of one."""
        card = self._one_card()
        if card is not None and (done := self.do(Duplicate(card.id))) is not None:
            self.follow(done.change.edits[-1].id)

    def action_link(self) -> None:
        """Link the card with another record of the golden thread."""
        card = self._one_card()
        if card is None:
            return
        fit = [each for each in self.opened.records if is_on_thread(each) and not each.archived]
        choices = [Choice(f"{each.number}  {shown(each.headline)}", each.id) for each in fit if each.id != card.id]
        self.ask(
            pick(say("board.link", number=card.number), choices),
            lambda other: self.do(Link(card.id, other)),
        )
