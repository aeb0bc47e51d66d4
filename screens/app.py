"""The Textual application: which screen is in front, and how the program ends."""

import asyncio
import contextlib
import os
import signal
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

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
from screens.driver import Broken, HungUp, TerminalDriver
from screens.gate import KeyGate
from screens.home.screen import HomeScreen
from screens.look import Look, LookingApp
from screens.place import PLACE
from screens.small import WITHOUT_LOOKING, TooSmall, fits
from screens.widgets.bars import StatusLine

USUAL = Look()
"""How it looks where nothing is set."""

_GRACE = 2.0
"""Seconds for an orderly end after the terminal went away; then the process ends in any case."""


class BoardApp(LookingApp):
    """The session board. Screens get the open partnership by constructor and know nothing of the app."""

    DEFAULT_MODE: ClassVar[str] = "home"
    ALLOW_SELECT = False
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar = [Binding("ctrl+l", "draw_anew", show=False, priority=True)]

    def __init__(
        self,
        workspace: Workspace,
        exports: Callable[[OpenPartnership], Path],
        first: str = "",
        *,
        look: Look = USUAL,
        log_folder: Path | None = None,
        driver_class: type[Driver] = TerminalDriver,
    ) -> None:
        """Open at home, or with `first` at the board of the partnership in that folder.

        `exports` gives the folder for documents; a crash is described in `log_folder`, which nobody else
        can read.
        """
        super().__init__(look, driver_class)
        self.workspace = workspace
        self.last_words = ""
        self._exports = exports
        self._first = first
        self._log_folder = log_folder
        self._opened: OpenPartnership | None = None
        self._unwatch: Callable[[], None] = lambda: None
        self._looking = False
        self._gate = KeyGate(self, super().on_event, self._draw_now)
        self.add_mode("home", lambda: HomeScreen(workspace, self.open_partnership))

    def on_mount(self) -> None:
        """Listen to the signals that end a session, and look after what others do."""
        self._main_loop = loop = asyncio.get_running_loop()
        for name in (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT):
            with contextlib.suppress(ValueError, NotImplementedError, RuntimeError):  # in a test's thread
                loop.add_signal_handler(name, self.hang_up)
        self.app_resume_signal.subscribe(self, self._repaint)
        self._go_back_to_place()
        if self.look.problem:
            self.screen.call_later(self._tell_problem)  # once the screen in front is there

    def _tell_problem(self) -> None:
        """Say what is wrong with the settings, unless something worse was said."""
        for line in self.screen.query(StatusLine):
            if not line.message:
                line.tell(self.look.problem, bad=True)

    def _go_back_to_place(self) -> None:
        """Show the meeting that somebody was in when the program ended, or the one partnership there is."""
        folder, _, number = self.workspace.drafts.get(PLACE).partition(" ")
        if folder not in self.workspace.folders():
            folder = self._first
        if folder:
            self.open_partnership(folder)
        if number and self._opened is not None:
            found = self._opened.records.numbered(number)
            from screens.meeting.screen import MeetingScreen

            if len(found) == 1 and isinstance(found[0], Meeting) and found[0].ended is None:
                self.push_screen(MeetingScreen(self._opened, found[0].id, self._exports(self._opened)))

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

    def _draw_now(self) -> None:
        """Draw what the keys changed; Textual would wait for its next tick, up to a sixtieth of a second."""
        if self._screen_stack:
            self.screen._on_timer_update()  # noqa: SLF001  # there is no other way to draw before the tick

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

    def open_partnership(self, folder: str) -> None:
        """Show the board of a partnership, or at home why it cannot be opened."""
        try:
            opened = self.workspace.open(folder)
        except CodesignError as error:
            for line in self.screen.query(StatusLine):
                line.tell(str(error), bad=True)
            return
        self._let_go()
        self._opened = opened
        self._unwatch = opened.watch(self._time_to_look)
        self.push_screen(BoardScreen(opened, self._exports(opened)), lambda _left: self._let_go())

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
            for line in self.screen.query(StatusLine):
                line.tell(str(error), bad=True)

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

    def panic(self, *renderables: object) -> None:
        """End after something went wrong in a thread; what is shown says nothing of anybody's words."""
        del renderables
        self._fatal_error()

    def _fatal_error(self) -> None:
        """Describe the crash in a private file and say where.

        Textual would print the traceback with its local variables, which hold other people's words.
        """
        self._return_code = 1
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
