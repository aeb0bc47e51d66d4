"""Which cards the board shows and in which order, and how one goes to one of them."""

from collections.abc import Mapping, Sequence
from itertools import product

from textual.widgets import Input

from codesign.errors import CodesignError
from codesign.model import Item
from codesign.opened import OpenPartnership
from codesign.records import as_number
from codesign.settings import Density
from codesign.views.board import Grouping, Order
from codesign.views.filters import READY, Filter, Place, read_ahead, read_filter
from codesign.views.glance import all_marks
from codesign.words import name_of, say
from screens.acts import Act, Section
from screens.board.acting import ActingScreen
from screens.board.standing import missing
from screens.dialogs.asked import Choice, Field, Values, form, pick
from screens.glyphs import BETWEEN
from screens.missing import choose_gap
from screens.place import Here
from screens.widgets.find import FindLine
from screens.widgets.lines import shown

ACTS = (
    Act("find", "slash", "find", foot=True),
    Act("board.filters", "F", "filters"),
    Act("missing", "M", "missing"),
    Act("board.go", "g", "go"),
    Act("board.order", "O", "order"),
    Act("board.group", "G", "group"),
    Act("board.density", "z", "density"),
)

_LETTERS = "asdfghjklewruoxcbnmtyvzpqi"
"""Letters for labels, the easy ones first."""
_SAVE, _SAVED, _FORGET, _EVERYTHING = "save", "saved ", "forget ", "everything "


class LookingScreen(ActingScreen):
    """A screen on cards that are found, ordered and grouped."""

    def __init__(self, opened: OpenPartnership) -> None:
        super().__init__(opened)
        self._wanted = ""
        self._order = Order.RANK
        self._grouping = Grouping.NONE
        self._density: Density | None = None
        """How dense the cards are, once it was asked for: ten thousand cards ask."""
        self._labels: dict[str, str] = {}
        """By label, the id of the card that it leads to, while labels are shown."""

    def more_help(self) -> Sequence[Section]:
        """Say what the letters on a card mean, which stand there where there is no room for words."""
        return (say("help.on-cards"), [(mark.letter, mark.words) for mark in all_marks()]), *super().more_help()

    def here(self) -> Here:
        """What is looked for as well."""
        return {**super().here(), "find": self._wanted}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Look for it again, and then go to the card."""
        if wanted := here.get("find", ""):
            self._find_line.value = wanted
            self.look_for(wanted)
        return super().come_back(here)

    @property
    def filter(self) -> Filter:
        """What is looked for."""
        return read_filter(self._wanted)

    @property
    def density(self) -> Density:
        """How much room a card takes."""
        if self._density is None:
            self._density = self.look.density
        return self._density

    @property
    def is_by_hand(self) -> bool:
        """Whether the cards stand as they were put, so that they can be put elsewhere."""
        return self._order is Order.RANK and self._grouping is Grouping.NONE

    @property
    def standing_words(self) -> str:
        """How the cards stand, in words, "" where they stand as they were put and nothing is to be said."""
        order, by = self._order, self._grouping
        words = ["" if order is Order.RANK else name_of(order.value, "order")]
        words.append("" if by is Grouping.NONE else say("board.groups", by=name_of(by.value, "grouping")))
        return BETWEEN.join(filter(None, words))

    @property
    def missing_words(self) -> str:
        """How much is missing along the threads, and what shows it."""
        n = sum(missing(self.opened).values())
        return say("gaps.all", n=n, key=self.key_of("missing")) if n else ""

    @property
    def cards_in_sight(self) -> list[str]:
        """The ids of the cards that are on the screen, in their order."""
        raise NotImplementedError

    def go_to_first(self) -> None:
        """Put the cursors on the cards that fit best."""
        raise NotImplementedError

    def show_everything(self, wanted: str) -> None:
        """Show what fits among everything on record: promises and voices are no cards."""
        raise NotImplementedError

    # Finding

    def action_find(self) -> None:
        """Look for cards while typing."""
        self._find_line.begin(read_ahead(self.opened.records.live(Item)))

    @property
    def _find_line(self) -> FindLine:
        return self.query_one("#find", FindLine)

    @property
    def _go_line(self) -> FindLine:
        return self.query_one("#go", FindLine)

    def look_for(self, words: str) -> None:
        """Show the cards that fit only."""
        self._wanted = words
        self.update_view()
        if words:
            self.go_to_first()
        unread = self.filter.unread
        if unread:
            self.tell(say("filter.unread", words=" ".join(unread)))
        else:
            self.tell(say("find.showing", words=words) if words else "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is found so far, or go where a label leads."""
        if event.input.id == "find" and event.value != self._wanted:
            self.look_for(event.value)
        elif event.input.id == "go" and (card := self._labels.get(event.value)) is not None:
            self._go_line.post_message(FindLine.Left(self._go_line))
            self.follow(card)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Stay at what was found, or go to the card of that number."""
        if event.input.id == "find":
            self._find_line.add_class("hidden")
            self.follow("")
        elif event.input.id == "go":
            self._go_to_number(event.value)

    def on_find_line_left(self, event: FindLine.Left) -> None:
        """Show all cards again, or take the labels away."""
        event.line.stop()
        if event.line.id == "find":
            self.look_for("")
        else:
            self._labels = {}
            self.update_view()
        self.follow("")

    # Filters that have names

    def action_filters(self) -> None:
        """Choose a filter that is ready or was saved, save this one, or forget one."""
        try:
            saved = self.opened.filters
        except CodesignError as error:
            self.tell(str(error), bad=True)
            saved = ()
        choices = [
            Choice(each.name, each.text if each.place is Place.BOARD else f"{_EVERYTHING}{each.text}", each.text)
            for each in READY
        ]
        choices = [Choice(each.name, f"{_SAVED}{each.text}", each.text) for each in saved] + choices
        if self._wanted:
            choices.append(Choice(say("filters.save", words=self._wanted), _SAVE))
        choices += [Choice(say("filters.forget", name=each.name), f"{_FORGET}{each.name}") for each in saved]
        self.ask(pick(say("filters.title"), choices), self._filter_chosen)

    def _filter_chosen(self, value: str) -> None:
        if value == _SAVE:
            self._ask_name()
        elif value.startswith(_FORGET):
            self._forget(value.removeprefix(_FORGET))
        elif value.startswith(_EVERYTHING):
            self.show_everything(value.removeprefix(_EVERYTHING))
        else:
            words = value.removeprefix(_SAVED)
            self._find_line.value = words
            self.look_for(words)

    def _forget(self, name: str) -> None:
        try:
            self.opened.forget_filter(name)
        except CodesignError as error:
            self.tell(str(error), bad=True)
        else:
            self.tell(say("filters.forgotten", name=name))

    def _ask_name(self) -> None:
        wanted = self._wanted

        def accept(values: Values) -> str:
            try:
                self.opened.save_filter(values["name"], wanted)
            except CodesignError as error:
                return str(error)
            self.tell(say("filters.saved", name=values["name"]))
            return ""

        fields = [Field("name", say("filters.name"))]
        key = f"{self.opened.folder} filter"
        self.app.push_screen(form(say("filters.save", words=wanted), fields, self.opened.drafts, key, accept))

    # What is missing

    def action_missing(self) -> None:
        """Choose a kind of gap, and see its records."""
        choose_gap(self, missing(self.opened), self.show_everything)

    def action_show_everything(self, wanted: str) -> None:
        """See what fits among everything on record."""
        self.show_everything(wanted)

    # Order and look

    def action_order(self) -> None:
        """Choose by what the cards are sorted."""

        def chosen(value: str) -> None:
            self._order = Order(value)
            self.update_view()

        self.ask(pick(say("board.order"), _choices(Order, "order", self._order)), chosen)

    def action_group(self) -> None:
        """Choose by what the cards are put together."""

        def chosen(value: str) -> None:
            current = self.current
            self._grouping = Grouping(value)
            self.update_view()
            self.follow(current.id if current is not None else "")

        self.ask(pick(say("board.group"), _choices(Grouping, "grouping", self._grouping)), chosen)

    def action_density(self) -> None:
        """Give each card more room, or less."""
        compact = self.density is Density.COMPACT
        self._density = Density.COMFORTABLE if compact else Density.COMPACT
        self.density_changed()
        self.update_view()

    def density_changed(self) -> None:
        """Forget how many lines each card takes."""
        raise NotImplementedError

    # Going to a card

    def be_back_at(self, card: str) -> None:
        """Go where a card is now that was open: the next key is meant for it, wherever it was moved meanwhile."""
        self.update_view()
        if self.current is None or self.current.id != card:
            self.follow(card)

    def action_go(self) -> None:
        """Show a label on each card in sight, and go to the one whose label or number is typed."""
        cards = self.cards_in_sight
        self._labels = dict(zip(self._free_labels(len(cards)), cards, strict=False))
        self._go_line.begin()
        self.update_view()

    def label_of(self, card: str) -> str:
        """Return the label that leads to a card, "" for none."""
        return next((label for label, labelled in self._labels.items() if labelled == card), "")

    def _free_labels(self, count: int) -> list[str]:
        """Return labels with which no number begins: of one letter, or all of two where these are too few."""
        begins = {each.number[:1].casefold() for each in self.opened.records}
        letters = [letter for letter in _LETTERS if letter not in begins]
        return letters if count <= len(letters) else ["".join(pair) for pair in product(letters, repeat=2)]

    def _go_to_number(self, typed: str) -> None:
        number = as_number(typed.strip()) or as_number(f"{self._letter}{typed.strip()}")
        found = [each for each in self.opened.records.numbered(number or "") if isinstance(each, Item)]
        self._go_line.post_message(FindLine.Left(self._go_line))
        if not found:
            self.tell(say("board.no-card", number=shown(typed), key=self.key_of("everything")), bad=True)
            return
        if found[0].archived:
            key = self.key_of("bring-back")
            self.tell(say("board.no-card-any-more", number=found[0].number, key=key), bad=True)
            return
        if self._wanted:
            self._find_line.stop()
            self.look_for("")
        self.follow(found[0].id)

    @property
    def _letter(self) -> str:
        """The letter of the card under the cursor: a number alone is meant to be of that kind."""
        current = self.current
        return current.number[:1] if current is not None else ""


def _choices(kinds: type[Order] | type[Grouping], group: str, now: Order | Grouping) -> list[Choice]:
    return [
        Choice(name_of(each.value, group), each.value, say("board.now") if each is now else "") for each in kinds
    ]
