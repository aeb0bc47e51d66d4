"""The Textual application: which screen is in front, and how the program ends."""

import asyncio
import contextlib
import os
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from textual import events
from textual.binding import Binding
from textual.driver import Driver
from textual.screen import Screen

from codesign.errors import CodesignError
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.words import say
from codesign.workspace import Workspace
from screens.board.screen import BoardScreen
from screens.drawn import DrawnScreen
from screens.driver import Broken, HungUp, TerminalDriver
from screens.elsewhere import Elsewhere
from screens.everywhere import REHEARSAL_PACE, TOUR
from screens.gate import KeyGate
from screens.hints import Hints
from screens.home.screen import HomeScreen
from screens.look import Look
from screens.place import PLACE, Place, Step, read
from screens.projecting import ProjectingApp
from screens.small import WITHOUT_LOOKING, TooSmall, fits
from screens.widgets.bars import StatusLine

if TYPE_CHECKING:
    from screens.tour.practice import MakePractice

USUAL = Look()
"""How it looks where nothing is set."""

_GRACE = 2.0
"""Seconds for an orderly end after the terminal went away; then the process ends in any case."""
_SEEN = 0.1
"""Seconds in which the first screen reaches the terminal, and nobody reads it."""


class Start(Enum):
    """What is in front when the program begins."""

    AS_LEFT = "as left"
    OFFER = "offer"
    """Where somebody is asked whether they would like the tour."""
    TOUR = "tour"
    REHEARSAL = "rehearsal"


class BoardApp(ProjectingApp):
    """The session board. Screens get the open partnership by constructor and know nothing of the app."""

    DEFAULT_MODE: ClassVar[str] = "home"
    ALLOW_SELECT = False
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar = [
        Binding("ctrl+l", "draw_anew", show=False, priority=True),
        # in dialogs too, which have no acts
        *(Binding(act.keys, act.action, show=False, priority=True) for act in (*TOUR, REHEARSAL_PACE)),
    ]

    def __init__(
        self,
        workspace: Workspace,
        exports: Callable[[OpenPartnership], Path],
        first: str = "",
        *,
        look: Look = USUAL,
        hints: Hints | None = None,
        practice: "MakePractice | None" = None,
        start: Start = Start.AS_LEFT,
        log_folder: Path | None = None,
        driver_class: type[Driver] = TerminalDriver,
        shown: Callable[[], object] | None = None,
    ) -> None:
        """Open at home, or with `first` at the board of the partnership in that folder.

        `exports` gives the folder for documents; a crash is described in `log_folder`, which nobody else
        can read. The tour is made on what `practice` makes. `shown` is called once the first screen has reached
        the terminal, before anybody has read it.
        """
        super().__init__(workspace.drafts, look, driver_class, hints, practice)
        self._start = start
        self.workspace = workspace
        self.last_words = ""
        self._exports = exports
        self._first = first
        self._log_folder = log_folder
        self._shown = shown
        self._opened: OpenPartnership | None = None
        self._known_names: dict[str, str] = {}
        self._unwatch: Callable[[], None] = lambda: None
        self._looking = False
        self._gate = KeyGate(self, super().on_event, self._lay_out, self._draw_now)
        self.add_mode("home", self._home)
        if self._place().on_the_wall:
            self.cover()  # what is passed on the way there is not for the room

    def on_load(self) -> None:
        """Let nothing be drawn, and no key through, before the screen is there that somebody comes back to: what
        is typed meanwhile is meant for that."""
        self._gate.close()

    def on_mount(self) -> None:
        """Listen to the signals that end a session, and look after what others do."""
        self._main_loop = loop = asyncio.get_running_loop()
        for name in (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT):
            with contextlib.suppress(ValueError, NotImplementedError, RuntimeError):  # in a test's thread
                loop.add_signal_handler(name, self.hang_up)
        self.app_resume_signal.subscribe(self, self._repaint)
        self.follow_screens()
        self.call_next(self._go_back_to_place)
        match self._start:
            case Start.TOUR:
                self.call_later(self.start_tour)
            case Start.REHEARSAL:
                self.call_later(self.start_rehearsal)
            case Start.OFFER:
                self.call_later(self._offer_tour)

    def _tell_problem(self) -> None:
        """Say what is wrong with the settings, unless something worse was said."""
        for line in self.screen.query(StatusLine):
            if not line.message:
                line.tell(self.look.problem, bad=True)

    def exports_of(self, opened: OpenPartnership) -> Path:
        """Return the folder for the documents of a partnership."""
        return self._exports(opened)

    def _home(self) -> HomeScreen:
        return HomeScreen(self.workspace, self.open_partnership, behind=self._place().on_a_board)

    def _place(self) -> Place:
        """Return what was open when the program ended, or else the one partnership there is."""
        place = read(self.workspace.drafts.get(PLACE))
        folder = place.steps[0].board if place.steps else ""
        if not place.steps or (folder and folder not in self.workspace.folders()):
            return Place((Step(board=self._first),) if self._first else ())
        return place

    async def _go_back_to_place(self) -> None:
        place = self._place()
        await self.go_back(place)
        if place.on_the_wall:
            self.arrive_at_projector()
        if place.on_a_board and isinstance(self.screen, HomeScreen):
            await self.screen.come_home()  # the board could not be opened, and home has waited for it
        self.came(self.screen)
        if self.look.problem:
            self.screen.call_later(self._tell_problem)
        await self._gate.open()

    async def on_event(self, event: events.Event) -> None:
        """Let keys and pastes in one after the other; where nothing can be seen, text only."""
        if isinstance(event, events.InputEvent) and not event.is_forwarded and self._is_blind(event):
            return
        if isinstance(event, events.Resize) and isinstance(self._driver, TerminalDriver):
            self._driver.resized()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._gate.take(event)
        else:
            await super().on_event(event)

    @property
    def answers_a_key(self) -> bool:
        """Whether more may follow from a key at once, so that drawing now would be too early."""
        return self._gate.is_busy

    def _lay_out(self) -> bool:
        """Give everything on the screen its place before it is drawn; return whether that was needed."""
        screen = self.screen
        needed = isinstance(screen, DrawnScreen) and screen.is_current and not screen.is_laid_out
        if needed:
            screen._on_timer_update()  # noqa: SLF001  # there is no other way to lay out before the tick
        return needed

    def _draw_now(self) -> None:
        """Draw what the keys changed, and then keep where somebody is."""
        try:
            if isinstance(self.screen, DrawnScreen):
                self.screen.draw_now()
            else:
                self.screen._on_timer_update()  # noqa: SLF001  # a dialog
            if (shown := self._shown) is not None:
                self._shown = None
                self.set_timer(_SEEN, shown)
            self.note_place()
        except Exception as error:  # noqa: BLE001  # nobody else would hear of it
            self._handle_exception(error)

    def _is_blind(self, event: events.InputEvent) -> bool:
        """Tell whether somebody would do something that they cannot see."""
        if fits(self.size):
            return False
        if not isinstance(event, events.Key):
            return isinstance(event, events.MouseEvent)
        focused = self.screen.focused
        typed = focused is not None and focused.check_consume_key(event.key, event.character)
        return not typed and event.key not in WITHOUT_LOOKING

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Draw a screen, or where the terminal has no room for any, what to do about it. The screens stay as
        they are, with the focus and what was typed."""
        if renderable is not None and not fits(self.size):
            renderable = TooSmall(self.size)
        super()._display(screen, renderable)

    def action_help_quit(self) -> None:
        """Ctrl+C: say how to leave, rather than do it by mistake."""
        for line in self.screen.query(StatusLine):
            line.tell(say("app.how-to-quit"))

    # Where the palette leads, and the tour

    def _offer_tour(self) -> None:
        from screens.dialogs.asked import Choice
        from screens.dialogs.pick import PickScreen

        choices = [Choice(say("tour.start"), "start"), Choice(say("tour.later"), "")]
        title = say("tour.offer")

        def answered(choice: str | None) -> None:
            if choice:
                self.start_tour()

        self.push_screen(PickScreen(title, choices), answered)

    def elsewhere(self) -> Sequence[Elsewhere]:
        """Return everything that the palette leads to: home, the other partnerships, meetings, the tour, and where
        the settings are. During the tour there is nothing else."""
        if self.guide is not None:
            return ()
        here = self._opened.folder if self._opened is not None else ""
        found = [Elsewhere(say("acts.home.help"), self._go_home, say("palette.home"))] if here else []
        found += [
            Elsewhere(say("palette.partnership", name=name), partial(self._go_to, folder))
            for folder, name in self._names().items()
            if folder != here
        ]
        found += [
            Elsewhere(
                say("palette.meeting", title=each.title, day=each.on),
                partial(self._go_to, here, each.id),
                each.number,
            )
            for each in self._meetings()
        ]
        found += super().elsewhere()
        if self.look.file:
            told = say("palette.settings-at", file=self.look.file)
            found.append(Elsewhere(say("palette.settings"), partial(self._tell, told)))
        return found

    def _tell(self, words: str) -> None:
        for line in self.screen.query(StatusLine):
            line.tell(words)

    def _names(self) -> dict[str, str]:
        """Return the names of the partnerships, by folder; of one that cannot be read, the folder's."""
        for folder in self.workspace.folders():
            if folder not in self._known_names:
                try:
                    self._known_names[folder] = self.workspace.summary(folder).name
                except CodesignError:
                    self._known_names[folder] = folder
        return {folder: self._known_names[folder] for folder in self.workspace.folders()}

    def _meetings(self) -> list[Meeting]:
        """Return the meetings of the partnership that is open, the newest first."""
        meetings = self._opened.records.live(Meeting) if self._opened is not None else ()
        return sorted(meetings, key=lambda each: (each.on, each.id), reverse=True)

    def _go_home(self) -> None:
        """Close every screen in front of home. A meeting that runs goes on."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._let_go()

    def _go_to(self, folder: str, meeting: str = "") -> None:
        """Go to the board of a partnership, or on to one of its meetings."""
        self._go_home()
        self.open_partnership(folder)
        if meeting:
            self.open_meeting(meeting)

    def open_meeting(self, meeting: str) -> None:
        """Show a meeting of the partnership that is open, unless its plan was taken back."""
        found = self._opened.records.get(Meeting, meeting) if self._opened is not None else None
        if self._opened is not None and found is not None and not found.archived:
            from screens.meeting.screen import MeetingScreen

            self.push_screen(MeetingScreen(self._opened, meeting, self._exports(self._opened)))

    def open_projector(self, meeting: str) -> None:
        """Show the room what it may see of the partnership that is open."""
        if self._opened is not None:
            from screens.projector.screen import ProjectorScreen

            self.push_screen(ProjectorScreen(self._opened, meeting))

    def open_partnership(self, folder: str, find: str = "") -> None:
        """Show the board of a partnership, or at home why it cannot be opened; before it what a filter finds among
        everything on record."""
        try:
            opened = self.workspace.open(folder)
        except CodesignError as error:
            for line in self.screen.query(StatusLine):
                line.tell(str(error), bad=True)
            return
        self._let_go()
        self._opened = opened
        self._unwatch = opened.watch(self._time_to_look)
        opened.subscribe(self.records_changed)
        board = BoardScreen(opened, self._exports(opened))
        self.push_screen(board, lambda _left: self._let_go())
        if find:
            board.call_after_refresh(self._show_found, board, find)

    async def _show_found(self, board: BoardScreen, find: str) -> None:
        """Show what a filter finds, as if somebody had asked for it on the board."""
        await self.run_action(f"show_everything({find!r})", board)

    def _let_go(self) -> None:
        if self._opened is not None:
            self._unwatch()
            self._opened.close()
            self._opened = None

    def _time_to_look(self) -> None:
        """Look around soon, in the app's own thread: this is called from the watcher's, as often as it likes."""
        if not self._looking:
            self._looking = True
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._main_loop.call_soon_threadsafe(self.call_later, self._look_around)

    def _look_around(self) -> None:
        self._looking = False
        if self._opened is None:
            return
        try:
            self._opened.look_around()
        except (CodesignError, OSError) as error:
            why = error.strerror if isinstance(error, OSError) else ""
            for line in self.screen.query(StatusLine):
                line.tell(why or str(error), bad=True)

    def _repaint(self, _resumed: object) -> None:
        self.action_draw_anew()

    def action_draw_anew(self) -> None:
        """Draw everything anew, after something else wrote to the terminal; in dialogs too."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.lose()
        self.refresh(repaint=True, layout=True)

    # How it ends

    def on_hung_up(self, _message: HungUp) -> None:
        """End: there is nobody left to show anything to."""
        self.hang_up()

    def on_broken(self, message: Broken) -> None:
        """End: no key would be heard any more."""
        self._handle_exception(message.error)

    def hang_up(self) -> None:
        """End in order, and if that takes too long, end. Every change is on the disk already."""
        timer = threading.Timer(_GRACE, os._exit, (128 + signal.SIGHUP,))
        timer.daemon = True
        timer.start()
        self.exit()

    async def on_unmount(self) -> None:
        """Let go of the files."""
        self._let_go()
        if self.guide is not None:
            self.guide.close()

    def panic(self, *renderables: object) -> None:
        """End after something went wrong in a thread; what is shown says nothing of anybody's words."""
        del renderables
        self._fatal_error()

    def _fatal_error(self) -> None:
        """Describe the crash in a private file and say where.

        Textual would print the traceback with its local variables, which hold other people's words.
        """
        self._return_code = 1
        self.forget_dialogs()
        self.last_words = say("cli.crashed")
        if self._log_folder is not None:
            path = self._log_folder / "crash.log"
            with contextlib.suppress(OSError):
                self._log_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
                with os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace") as file:
                    file.write("".join(traceback.format_exception(self._exception)) + "\n")
                self.last_words = say("cli.crashed-log", file=path)
        self._close_messages_no_wait()
