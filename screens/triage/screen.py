"""Answering voices: those that wait in one list, one key for each answer, one by one or a whole theme."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from codesign.commands.replying import ReplyTo, TakeBackReply
from codesign.model import Answer, Voice
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.reasons import reason_line
from codesign.views.filters import read_ahead, read_filter
from codesign.views.filters.finding import found
from codesign.views.replies import Replies, Spoken, Theme, replies, themes
from codesign.views.voices import sector_names
from codesign.words import say
from exports.library import YOU_SAID
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice
from screens.dialogs.pick import PickScreen
from screens.everywhere import GO_TO_FOUND, LEAVE_LINE, SAVE_LINE, STOP_FINDING, in_partnership
from screens.glyphs import BETWEEN
from screens.place import Here
from screens.triage.line import Answering, ReasonLine
from screens.triage.rows import Row, draw_row
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.find import FindLine
from screens.widgets.lines import shown

_ON_VOICE = frozenset({"answer", "theme", "open", "thread"})


class TriageScreen(PartnershipScreen[None]):
    """Shows the voices that wait, the longest waiting first."""

    CSS_PATH = "triage.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            SAVE_LINE,
            Act("triage.action", "f2", "turn_action", foot=True),
            LEAVE_LINE,
            GO_TO_FOUND,
            STOP_FINDING,
            Act("triage.adopt", "a", "answer('adopt')", foot=True),
            Act("triage.adapt", "d", "answer('adapt')", foot=True),
            Act("triage.park", "p", "answer('park')", foot=True),
            Act("triage.not-possible", "n", "answer('not possible')", foot=True),
            Act("triage.whole-theme", "t", "theme", foot=True),
            Act("undo", "u", "undo"),
            Act("redo", "U", "redo"),
            Act("triage.take-back", "b", "take_back"),
            Act("triage.answered", "z", "answered"),
            Act("find", "slash", "find"),
            Act("everything.open", "enter", "open"),
            Act("thread", "T", "thread"),
            Act("triage.export", "x", "export"),
            Act("back", "escape,q", "leave", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    FILTERS = True
    PLACE = "triage"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, exports: Path) -> None:
        super().__init__(opened)
        self._exports = exports
        self._replies = Replies((), ())
        self._themes: tuple[Theme, ...] = ()
        self._theme = ""
        """The name of the theme that is answered as a whole, "" for none."""
        self._all = False
        """Whether those that have a reply are shown too."""

    # Layout

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Row](draw_row, key=lambda row: row.voice.id, id="voices")
        yield FindLine()
        yield ReasonLine(self.opened, id="reason")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the voices."""
        self.update_view()
        self.set_focus(self._rows)

    @property
    def _rows(self) -> BlockList[Row]:
        return self.query_one("#voices", BlockList)

    @property
    def _find(self) -> FindLine:
        return self.query_one(FindLine)

    @property
    def _line(self) -> ReasonLine:
        return self.query_one(ReasonLine)

    @property
    def _current(self) -> Voice | None:
        row = self._rows.current
        return row.voice if isinstance(row, Row) else None

    # Coming back

    def here(self) -> Here:
        """What is being answered as well."""
        answering = self._line.answering
        line = {"answer": answering.answer.value} if answering is not None else {}
        return {**super().here(), "theme": self._theme, **line}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Go on with the answer as well."""
        self._theme = here.get("theme", "")
        self.update_view()
        back = super().come_back(here)
        if back and (answer := here.get("answer", "")):
            self.action_answer(answer)
        return back

    # What is shown

    def update_view(self) -> None:
        """Show the voices as they are now."""
        records, clock = self.opened.records, self.opened.clock
        self._replies = replies(records, today(clock), clock.zone())
        self._themes = themes(records)
        if self._chosen is None or not (self._all or self._chosen.waiting):
            self._theme = ""
        empty = say("find.nothing") if self._find.value else say("triage.empty", n=self._replies.of)
        self._rows.show(self._listed(), empty=empty)
        self._show_title()
        self.update_keys()

    @property
    def _chosen(self) -> Theme | None:
        """The theme that is answered as a whole."""
        return next((each for each in self._themes if each.name == self._theme), None)

    def _listed(self) -> list[Row]:
        spoken: list[Spoken] = [*self._replies.waiting, *(self._replies.answered if self._all else ())]
        if (theme := self._chosen) is not None:
            there = {each.id for each in theme.voices}
            spoken = [each for each in spoken if each.voice.id in there]
        if self._find.value:
            wanted = read_filter(self._find.value)
            fitting = found(wanted, self.opened.asking, [each.voice for each in spoken])
            kept = {voice.id for voice, _fit in fitting}
            spoken = [each for each in spoken if each.voice.id in kept]
        of: dict[str, list[Theme]] = {}
        for each in self._themes:
            for voice in each.voices:
                of.setdefault(voice.id, []).append(each)
        names = sector_names(self.opened.records.partnership)
        return [
            Row(each.voice, each.days, of.get(each.voice.id, ()), names.get(each.voice.sector, each.voice.sector))
            for each in spoken
        ]

    def _show_title(self) -> None:
        found, theme = self._replies, self._chosen
        told = [say("triage.waiting", waiting=len(found.waiting), n=found.of)]
        if found.waiting:
            told.append(say("triage.oldest", n=found.oldest))
        if found.usual is not None:
            told.append(say("triage.usual", days=f"{found.usual:g}"))
        if theme is not None:
            told = [say("triage.whole-theme", n=len(theme.waiting), name=shown(theme.name))]
        style = "" if theme is None else "accent"
        self.query_one("#title", Bar).left = (
            (f" {say('triage.title')}", "strong"),
            (f"  {BETWEEN.join(told)}", style),
        )

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Answering needs a voice under the cursor; an action comes only of a yes."""
        if not self.query("#reason"):
            return False  # not laid out yet
        if action == "turn_action":
            return self._line.can_lead_on
        if not super().check_action(action, parameters):
            return False
        if action == "take_back":
            return self._current is not None and self._current.reply is not None
        return self._current is not None if action in _ON_VOICE else True

    def action_answer(self, answer: str) -> None:
        """Answer the voice under the cursor, or the whole theme: say because of what."""
        voice, theme = self._current, self._chosen
        if voice is None:
            return
        if theme is not None and theme.waiting:
            draft = f"{self.opened.folder} reply {theme.kind.value} {theme.key}"
            name = say("triage.theme-name", n=len(theme.waiting), name=theme.name)
            self._line.begin(Answering(Answer(answer), theme.voices, name, draft, theme=True), "")
        else:
            draft = f"{self.opened.folder} reply {voice.number}"
            self._line.begin(Answering(Answer(answer), (voice,), voice.number, draft), reason_line(voice))
        self.update_keys()

    def on_reason_line_entered(self) -> None:
        """Reply, and go to the next; what was typed stays where that cannot be done."""
        line, answering = self._line.understood, self._line.answering
        if answering is None:
            return
        command = ReplyTo(
            seen=answering.seen,
            answer=answering.answer,
            because=line.text,
            due=line.due,
            by=", ".join(line.owners),
            me=self.opened.asking.my_name,
            waiting_only=answering.theme,
            action=self._line.action,
            owners=line.owners,
        )
        if not self.complaint(command):
            self._line.saved()
            self._go_on()

    def _go_on(self) -> None:
        """Go on to the next voice that waits."""
        self.set_focus(self._rows)
        self.update_view()
        items, place = self._rows.items, self._rows.index
        for n in (*range(place, len(items)), *range(place)):
            if items[n].voice.reply is None:
                self._rows.move_to(n)
                return

    def on_reason_line_left(self) -> None:
        """Go back to the voices; what was typed is kept."""
        self._line.end()
        self.set_focus(self._rows)

    def action_turn_action(self) -> None:
        """Make an action of the reply, or none."""
        self._line.turn_action()

    def action_take_back(self) -> None:
        """Take the reply back: the voice waits again."""
        if (voice := self._current) is not None:
            self.carry_out(TakeBackReply((voice,)))

    def action_theme(self) -> None:
        """Answer a whole theme at once, or one by one again."""
        voice = self._current
        if self._theme or voice is None:
            self._take_theme("")
            return
        mine = [each for each in self._themes if voice.id in {one.id for one in each.voices}]
        if not mine:
            self.tell(say("triage.no-theme", number=voice.number))
        elif len(mine) == 1:
            self._take_theme(mine[0].name)
        else:
            notes = [say("triage.waits", n=len(each.waiting)) for each in mine]
            choices = [Choice(each.name, each.name, note) for each, note in zip(mine, notes, strict=True)]
            self.ask(PickScreen(say("triage.which-theme", number=voice.number), choices), self._take_theme)

    def _take_theme(self, name: str) -> None:
        self._theme = name
        self.update_view()

    def action_answered(self) -> None:
        """Show those that have a reply too, or hide them again."""
        self._all = not self._all
        self.update_view()

    # Where it leads

    def on_block_list_moved(self) -> None:
        """Show what can be done with another voice."""
        self.update_keys()

    def on_block_list_chosen(self) -> None:
        """Open the voice."""
        from screens.card.screen import CardScreen

        if (voice := self._current) is not None:
            self.app.push_screen(CardScreen(self.opened, voice.id))

    def action_open(self) -> None:
        """Open the voice under the cursor."""
        self._rows.action_choose()

    def action_thread(self) -> None:
        """Follow the thread of the voice under the cursor."""
        from screens.thread.screen import ThreadScreen

        if (voice := self._current) is not None:
            self.app.push_screen(ThreadScreen(self.opened, voice.id))

    def action_export(self) -> None:
        """Look at what everybody is told before it is written."""
        from screens.preview.screen import PreviewScreen

        partnership = self.opened.partnership.id
        self.app.push_screen(PreviewScreen(self.opened, YOU_SAID, partnership, self._exports))

    # Finding

    def action_find(self) -> None:
        """Find among the voices."""
        self._find.begin(read_ahead(self.opened.records.live(Voice)))

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Show what is found so far."""
        self.update_view()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go to the first that was found."""
        self._find.add_class("hidden")
        self.set_focus(self._rows)
        self._rows.action_end(-1)

    def on_find_line_left(self) -> None:
        """Show all voices again."""
        self._find.stop()
        self.set_focus(self._rows)
        self.update_view()

    def action_leave(self) -> None:
        """Leave the theme, stop looking, or go back."""
        if self._theme:
            self._take_theme("")
        elif self._find.value:
            self.on_find_line_left()
        else:
            self.dismiss(None)
