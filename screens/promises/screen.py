"""Reading the promises of a meeting back: one after the other, in words large enough to be read aloud."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.strip import Strip

from codesign.commands.linking import Link
from codesign.commands.marking import ReadBack
from codesign.dates import short
from codesign.model import Commitment, Item, ItemKind, Meeting
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.records import by_number
from codesign.views.closing import promises, serves
from codesign.views.sparkline import kept_so_far, sparkline
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice
from screens.dialogs.pick import PickScreen
from screens.everywhere import in_partnership
from screens.glyphs import BETWEEN, DONE, ramp
from screens.place import Here
from screens.promises.asking import ask_for
from screens.vision.large import large
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.detail import Detail
from screens.widgets.lines import Line, cells, shown, wrapped
from screens.widgets.strips import StripView

_ON_PROMISE = frozenset({"right", "go", "correct", "who", "due", "need"})


class PromisesScreen(PartnershipScreen[None]):
    """Shows one promise: who, what, by when, and which need it serves."""

    CSS_PATH = "promises.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("promises.right", "y", "right", foot=True),
            Act("promises.correct", "e", "correct", foot=True),
            Act("promises.who", "w", "who", foot=True),
            Act("promises.due", "d", "due", foot=True),
            Act("promises.need", "f", "need", foot=True),
            Act("promises.next", "n,right", "go(1)", foot=True),
            Act("promises.before", "b,left", "go(-1)"),
            Act("undo", "u", "undo"),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "leave", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "promises"
    MOVES = ("moves.page",)

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened)
        self._meeting_id = meeting
        self._shown = ""
        """The id of the promise that is shown."""

    @property
    def record_here(self) -> str:
        """The promise that is shown."""
        return self._shown

    @property
    def _promises(self) -> tuple[Commitment, ...]:
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return promises(self.opened.records, found)

    @property
    def _current(self) -> Commitment | None:
        return next((each for each in self._promises if each.id == self._shown), None)

    def here(self) -> Here:
        """Return which promise is shown."""
        return {"promise": self._shown}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Show that promise again."""
        self._show(here.get("promise", ""))
        return self._current is not None

    # What is shown

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield StripView(self._draw, id="words")
        yield Detail(id="known")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first promise that was not read back yet."""
        self.set_focus(self.query_one("#words"))
        self._show(next((each.id for each in self._promises if not each.read_back), ""))

    def _show(self, promise: str) -> None:
        self._shown = promise
        self.update_view()
        self.query_one("#words", StripView).action_edge(-1)

    def update_view(self) -> None:
        """Show the promise as it is now; where it is gone, the first."""
        found = self._promises
        if found and self._shown not in {each.id for each in found}:
            self._shown = found[0].id
        read = sum(each.read_back for each in found)
        told: Line = ((f"  {say('closing.read', read=read, n=len(found))}", ""),) if found else ()
        title = self.query_one("#title", Bar)
        title.left = ((f" {say('promises.title')}", "strong"), *told, *self._kept_so_far())
        self.query_one("#words", StripView).draw()
        self.query_one("#known", Detail).show(self._known())
        self.update_keys()

    def _kept_so_far(self) -> Line:
        """Return which part of what was due was kept, meeting after meeting, drawn and as the last figure."""
        meeting = self.opened.records.get(Meeting, self._meeting_id)
        values = kept_so_far(self.opened.records, meeting) if meeting else []
        if len([each for each in values if each is not None]) < 2 or values[-1] is None:
            return ()
        row = sparkline(values, ramp(ascii_only=self.look.ascii_only), least=0, most=1)
        return ((f"{BETWEEN}{say('promises.kept', row=row, percent=round(values[-1] * 100))}", "dim"),)

    def _draw(self, width: int) -> Sequence[Strip]:
        promise = self._current
        if promise is None:
            return [Strip([Segment(f" {say('promises.none')}")])]
        height = self.query_one("#words").size.height
        words = _sentence(promise, today(self.opened.clock))
        lines = _letters(words, width - 2, height, ascii_only=self.look.ascii_only)
        return [Strip([Segment(f" {line}")]) for line in lines]

    def _known(self) -> list[Line]:
        """Return which promise it is and whether it was read back, which need it serves, and what it lacks."""
        promise = self._current
        if promise is None:
            return []
        found = self._promises
        place = say("promises.place", n=found.index(promise) + 1, of=len(found), number=promise.number)
        read = f"{DONE} {say('capture.read-back')}" if promise.read_back else ""
        cards = ", ".join(f"{each.number} {each.headline}" for each in serves(self.opened.records, promise))
        lines: list[Line] = [((place, "dim"), (f"{BETWEEN}{read}" if read else "", "strong"))]
        words = say("promises.serves", cards=cards) if cards else say("promises.no-need", key=self.key_of("need"))
        width = max(1, self.size.width - 2)
        lines += [((line, ""),) for line in wrapped(shown(words), width, 2)]
        lacking = []
        if not promise.who:
            lacking.append(say("promises.no-owner", key=self.key_of("who")))
        if promise.due is None:
            lacking.append(say("promises.no-day", key=self.key_of("due")))
        return [*lines, ((" ".join(lacking), "warn"),)] if lacking else lines

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Something has to be promised."""
        if not super().check_action(action, parameters):
            return False
        return self._current is not None if action in _ON_PROMISE else True

    def action_right(self) -> None:
        """Note that the promise was read back and is right, and go on to the next that was not yet."""
        promise = self._current
        if promise is None or (
            not promise.read_back and self.carry_out(ReadBack(promise.id, read_back=True)) is None
        ):
            return
        found = self._promises
        place = next((n for n, each in enumerate(found) if each.id == promise.id), 0)
        after = (*found[place + 1 :], *found[:place])
        following = next((each.id for each in after if not each.read_back), "")
        if following:
            self._show(following)
        else:
            self.update_view()
            self.tell(say("promises.all-read", n=len(found)))

    def action_go(self, steps: int) -> None:
        """Go on to the next promise, or back to the one before."""
        found = [each.id for each in self._promises]
        place = found.index(self._shown) + steps
        if 0 <= place < len(found):
            self._show(found[place])

    def action_correct(self) -> None:
        """Correct what was promised, by whom, by when, in which sector."""
        if (promise := self._current) is not None:
            ask_for(self, promise, "text", "who", "due", "sector")

    def action_who(self) -> None:
        """Say who promised it."""
        if (promise := self._current) is not None:
            ask_for(self, promise, "who")

    def action_due(self) -> None:
        """Say by when."""
        if (promise := self._current) is not None:
            ask_for(self, promise, "due")

    def action_need(self) -> None:
        """Say which need it serves."""
        if (promise := self._current) is None:
            return
        cards = (each for each in self.opened.records.live(Item) if each.kind is ItemKind.NEED)
        choices = [Choice(each.title, each.id, each.number) for each in sorted(cards, key=by_number)]
        self.ask(
            PickScreen(say("promises.which-need"), choices),
            lambda need: self.carry_out(Link(promise.id, need)),
        )

    def action_leave(self) -> None:
        """Go back to closing the meeting."""
        self.dismiss(None)


def _sentence(promise: Commitment, now: date) -> str:
    """Return a promise as it is read aloud: who, what, by when, as far as they are known."""
    what = (
        f"{say('show.before', name=shown(promise.who))} {shown(promise.text)}"
        if promise.who
        else shown(promise.text)
    )
    return say("promises.by", what=what, day=short(promise.due, now)) if promise.due else what


def _letters(text: str, width: int, height: int, *, ascii_only: bool) -> list[str]:
    """Return a text in letters as large as fit, or where none do, in plain ones with room between the lines."""
    lines = large(text, width, height, ascii_only=ascii_only)
    if len(lines) <= height:
        return lines
    plain = wrapped(text, width * 2 // 3)
    margin = " " * ((width - max(map(cells, plain))) // 2)
    return [each for line in plain for each in (f"{margin}{line}", "")]
