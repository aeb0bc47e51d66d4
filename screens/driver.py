"""The terminal: what comes in from it, and what happens when it goes away.

Textual's own driver spins at full load when its input ends, and the process outlives an SSH connection that
dropped. This one ends the program instead: every change is already on the disk. It also takes pasted text out
of the stream before keys are looked for in it, so that an escape sequence in a paste is never a key, and it stops
for a shell as other programs do. What goes out is only what changed (screens/cells.py), not faster than it arrives
(screens/pace.py).
"""

import os
import re
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator

from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys as KeyNames
from textual.message import Message

from codesign.settings.keys import sign_named
from codesign.text import joins_or_parts
from screens.cells import Cells, is_frame
from screens.looks import RESET
from screens.pace import Answers, Pace

_POLL = 0.1
"""Seconds after which a lone escape is taken for the key."""
_POLLS = 3
"""So often it is looked what becomes of what came last; then nothing wakes the program but what comes next."""
_LAST_ANSWER = 0.5
"""Seconds to wait for the answer to the last frame, which would otherwise be typed into the shell."""
_SYNCS_FROM = 1000
"""Bytes from which on a frame is marked as one, so that a terminal that can shows it all at once."""

_ESCAPE = "\x1b"
_LONE_ESCAPE = re.compile(r"(\x1b)(?![\[O\]P_^X\\])")
"""An escape after which no longer key can come. Before a second one it is a key too: an answer may follow it."""

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"


class HungUp(Message):
    """The terminal went away."""


class Broken(Message):
    """Reading from the terminal failed, in a way that nobody thought of."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class EndOfInput(Exception):
    """The terminal is gone."""


class TerminalDriver(LinuxDriver):
    """Textual's driver for Unix, with an end."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._size = size or self._get_terminal_size()  # or the first screen would be laid out for COLUMNS
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._taking = False
        """Whether the terminal is being taken now, after the program was stopped."""
        erases = not os.environ.get("TERM", "").startswith(("screen", "vt", "linux"))
        self._pace = Pace(Cells(erases=erases), self._send)
        self._awake, self._wake = os.pipe()
        self._has_size = False

    # What goes out

    def start_application_mode(self) -> None:
        """Take the terminal; nothing on it is the program's."""
        self._pace.begin()
        self._has_size = False
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def write(self, data: str) -> None:
        """Draw a frame, or send a setting of the terminal."""
        if is_frame(data):
            self._pace.draw(data, self._app.size)
        elif data not in {SYNC_START, SYNC_END}:
            super().write(data)

    def _send(self, changes: str) -> None:
        if len(changes) >= _SYNCS_FROM and self._app._sync_available:  # noqa: SLF001  # Textual asked the terminal
            changes = f"{SYNC_START}{changes}{SYNC_END}"
        super().write(changes)

    def resized(self) -> None:
        """Take note of another size, after which nobody knows what the terminal shows. The first one is no other:
        it says what size there is."""
        if self._has_size:
            self._pace.lose()
        self._has_size = True

    def cover(self) -> None:
        """Make the terminal blank, and forget what was on its way to it."""
        self._pace.cover()

    def lose(self) -> None:
        """Take note that something else wrote to the terminal; the next frame draws everything."""
        self._pace.lose()

    def stop_application_mode(self) -> None:
        """Give the terminal back with a look of its own."""
        self._pace.finish(_LAST_ANSWER)
        super().write(RESET)
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Stop reading keys."""
        self._pace.finish(_LAST_ANSWER)
        os.write(self._wake, b"x")
        super().disable_input()

    # What comes in

    def _get_terminal_size(self) -> tuple[int, int]:
        """Ask the terminal only: some shells and tools export COLUMNS and LINES, which Textual believes
        first, and which stay as they were when the window is made another size."""
        try:
            return os.get_terminal_size(self.fileno)
        except OSError:
            return super()._get_terminal_size()

    def run_input_thread(self) -> None:
        """Read keys until the program ends or the terminal does."""
        keys = Keys(Parser(self._debug))
        polls = _POLLS
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._awake, selectors.EVENT_READ)
            try:
                while not self.exit_event.is_set():
                    idle = polls <= 0 and not self._pace.holds_back
                    ready = {key.fd for key, _events in selector.select(None if idle else _POLL)}
                    polls = _POLLS if ready else polls - 1
                    if self._awake in ready:
                        os.read(self._awake, 1)
                    for message in keys.read(self._read()) if self.fileno in ready else keys.rest():
                        self.process_message(message)
                    for _ in range(keys.take_answers()):
                        self._pace.answered()
                    self._pace.look_at_clock()
            except EndOfInput:
                self._tell(HungUp())

    def _run_input_thread(self) -> None:
        """Hand a crash of the thread over whole; of Textual's own way only a picture of it arrives."""
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001  # whatever it is, the program must not go on deaf
            self._tell(Broken(error))

    # Ctrl+Z and fg

    def _sigtstp_application(self, *_: object) -> None:
        """Give the terminal back and stop, until a shell says to go on.

        Textual stops its own process only, and with a signal that stops it in any case. Then a shell that started
        it through another program (uv run, a script) waits forever, and where there is no shell at all (a window
        or a login that runs nothing else) nobody can wake it. This stops the whole job with the signal that the
        kernel ignores where nobody could.
        """
        self.suspend_application_mode()
        self._must_signal_resume = True
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.killpg(os.getpgrp(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._sigtstp_application)
        self._sigcont_application()

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal, unless the program has it: somebody else may have stopped the program, or sent the
        signal for no reason. A second start would leave two threads that share the keys between them."""
        if self._taking:  # a shell may send the signal more than once
            return
        if not self._must_signal_resume:
            self._tell(self.SignalResume())
            return
        self._taking = True
        try:
            while self._must_signal_resume:  # in the background the start stops the program again, until fg
                self.resume_application_mode()
        finally:
            self._taking = False

    def _tell(self, message: Message) -> None:
        """Tell the app something from another thread or from a signal."""
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    def _read(self) -> str:
        try:
            raw = os.read(self.fileno, 4096)
        except OSError as error:  # the other side of the terminal was closed
            raise EndOfInput from error
        if not raw:
            raise EndOfInput
        return self._decode(raw)


class WholeFrames(TerminalDriver):
    """The same, but it sends what Textual draws as it is: for a terminal that shows changes wrongly."""

    def write(self, data: str) -> None:
        """Send everything."""
        LinuxDriver.write(self, data)


class Parser(XTermParser):
    """Textual's, which asks Unicode's tables for the name of each sign that is typed, ends the program at a
    sequence of no form, and takes spaces and joiners other than the usual for keys that type nothing."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """Return the keys that a sequence means."""
        if not alt and (name := sign_named(sequence)) is not None:
            return (events.Key(name, sequence),)
        try:
            return [_as_typed(each) for each in super()._sequence_to_key_events(sequence, alt)]
        except (ValueError, OverflowError):  # no numbers, or that of no character: nothing is to be done, or typed
            return (events.Key(KeyNames.Ignore.value, None),)


class _Unseen(str):
    """A character of which nothing is seen, and which stands in a text all the same."""

    __slots__ = ()

    def isprintable(self) -> bool:
        """Say what fields ask before they take a character in."""
        return True


def _as_typed(key: events.Key) -> events.Key:
    """Return a key as fields and bindings know it: a sign from the keypad is that sign, and what joins and parts
    letters is text."""
    character = key.character or ""
    if (name := sign_named(character)) is not None and "+" not in key.key:
        return events.Key(name, character)
    if len(character) == 1 and not character.isascii() and joins_or_parts(character):
        return events.Key(key.key, _Unseen(character))
    return key


class Keys:
    """Makes keys, pastes and answers of what comes from a terminal, however it is cut into pieces."""

    def __init__(self, parser: XTermParser) -> None:
        self._parser = parser
        self._pastes, self._escapes, self._answers = Pastes(), Escapes(), Answers()
        self._answered = 0

    def read(self, text: str) -> Iterator[Message]:
        """Yield what came."""
        for piece in self._pastes.split(text):
            yield from self._read_piece(piece)
        yield from self._parser.tick()

    def rest(self) -> Iterator[Message]:
        """Yield what was held back, now that nothing follows it."""
        for piece in self._pastes.rest():
            yield from self._read_piece(piece)
        yield from self._escapes.rest()
        if left := self._answers.rest():
            yield from self._parser.feed(left)
        yield from self._parser.tick()

    def take_answers(self) -> int:
        """Return how many answers came since this was last asked."""
        count, self._answered = self._answered, 0
        return count

    def _read_piece(self, piece: str | events.Paste) -> Iterator[Message]:
        if isinstance(piece, events.Paste):
            yield piece
            return
        for part in self._escapes.split(piece):
            if isinstance(part, events.Key):
                yield part
                continue
            typed, count = self._answers.take(part)
            self._answered += count
            yield from self._parser.feed(typed) if typed else ()


class Escapes:
    """Tells the Escape key from the beginning of a longer key.

    Textual takes an Escape and a letter that come in one packet for "^" and the letter. Over a slow line the two
    come so from whoever types them one after the other, which in a meeting is every act.
    """

    def __init__(self) -> None:
        self._held = False
        """Whether an escape came last, and it is not known yet what it begins."""

    def split(self, text: str) -> Iterator[str | events.Key]:
        """Yield Escape as a key, and everything else as it came."""
        if self._held:
            text, self._held = f"{_ESCAPE}{text}", False
        if text.endswith(_ESCAPE):
            text, self._held = text[:-1], True
        for part in _LONE_ESCAPE.split(text):
            if part == _ESCAPE:
                yield events.Key("escape", _ESCAPE)
            elif part:
                yield part

    def rest(self) -> Iterator[events.Key]:
        """Yield what was held back once nothing follows it."""
        if self._held:
            self._held = False
            yield events.Key("escape", _ESCAPE)


class Pastes:
    """Takes bracketed pastes out of what a terminal sends, however it is cut into pieces."""

    def __init__(self) -> None:
        self._held = ""
        """What may be the beginning of a bracket."""
        self._paste: list[str] | None = None
        """The pieces of the paste that is coming in."""

    def split(self, text: str) -> Iterator[str | events.Paste]:
        """Yield keys as they came, and whole pastes."""
        text, self._held = self._held + text, ""
        while text:
            bracket = _PASTE_BEGINS if self._paste is None else _PASTE_ENDS
            before, found, after = text.partition(bracket)
            if not found:
                kept = _begun(before, bracket)
                before, self._held = before[: len(before) - kept], before[len(before) - kept :]
            if self._paste is not None:
                self._paste.append(before)
            elif before:
                yield before
            if not found:
                return
            if self._paste is None:
                self._paste = []
            else:
                yield events.Paste("".join(self._paste))
                self._paste = None
            text = after

    def rest(self) -> Iterator[str | events.Paste]:
        """Yield what was held back once nothing follows it: a lone escape is a key."""
        if self._held and self._paste is None:
            held, self._held = self._held, ""
            yield held


def _begun(text: str, bracket: str) -> int:
    """Return how many characters at the end of a text may be the beginning of a bracket. Of the opening one a
    lone escape is none: that is a key, which must not wait."""
    least = 1 if bracket == _PASTE_BEGINS else 0
    return next((n for n in range(min(len(bracket) - 1, len(text)), least, -1) if text.endswith(bracket[:n])), 0)
