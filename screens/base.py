"""What all screens share: acts, messages, carrying out commands, following changes."""

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from codesign.changes import Committed
from codesign.commands import Command
from codesign.errors import CodesignError, NotSaved
from codesign.words import say
from codesign.workspace import OpenPartnership
from screens.acts import Act
from screens.widgets.bars import KeyLine, StatusLine

R = TypeVar("R")
T = TypeVar("T")

HELP = Act("help", "question_mark,f1", "help", foot=True, key="?")
PALETTE = Act("palette", "ctrl+p,colon", "palette", key="Ctrl+P")
REPAINT = Act("repaint", "ctrl+l", "repaint", key="Ctrl+L")
SUSPEND = Act("suspend", "ctrl+z", "app.suspend_process", key="Ctrl+Z")
EVERYWHERE = (PALETTE, REPAINT, SUSPEND, HELP)


class ActScreen(Screen[R]):
    """A screen whose keys, footer, help and palette come from its acts."""

    ACTS: ClassVar[tuple[Act, ...]] = ()
    MOVES: ClassVar[tuple[str, ...]] = ()
    """Words of the help for the keys that move the cursor, which the lists bind themselves."""

    # Textual repaints the whole screen whenever the focus moves; the widgets repaint themselves well enough.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def on_mount(self) -> None:
        """Show the keys."""
        self.update_keys()

    def available(self, act: Act) -> bool:
        """Tell whether something can be done now."""
        name, _, arguments = act.action.partition("(")
        parameters = tuple(part.strip(" '\"") for part in arguments.rstrip(")").split(",") if part)
        return bool(self.check_action(name, parameters))

    def update_keys(self) -> None:
        """Show in the footer what can be done now."""
        for line in self.query(KeyLine):
            line.acts = tuple(act for act in self.ACTS if act.foot and self.available(act))

    def tell(self, message: str, *, bad: bool = False) -> None:
        """Show a message in the status line."""
        for line in self.query(StatusLine):
            line.tell(message, bad=bad)

    def ask(self, question: Screen[T | None], answered: Callable[[T], object]) -> None:
        """Put a question in front, and go on with its answer; where it is left there is none."""

        def done(answer: T | None) -> None:
            if answer is not None:
                answered(answer)

        self.app.push_screen(question, done)

    def action_help(self) -> None:
        """Show all keys."""
        from screens.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen([act for act in self.ACTS if self.available(act)], self.MOVES))

    def action_palette(self) -> None:
        """Choose what to do by its name."""
        from screens.dialogs.pick import Choice, PickScreen

        acts = [act for act in self.ACTS if self.available(act) and act is not PALETTE]
        choices = [Choice(act.help, act.action, act.key_shown) for act in acts]

        self.ask(
            PickScreen(say("palette.title"), choices),
            lambda action: self.call_later(self.run_action, action),
        )

    def action_repaint(self) -> None:
        """Draw everything anew, after something else wrote to the terminal."""
        self.app.refresh(repaint=True, layout=True)


class PartnershipScreen(ActScreen[R]):
    """A screen on an open partnership. It holds a selection and filters, never records."""

    def __init__(self, opened: OpenPartnership) -> None:
        super().__init__()
        self.opened = opened
        self._stale = False
        self._unsubscribe: Callable[[], None] | None = None

    def on_mount(self) -> None:
        """Follow what happens to the partnership."""
        super().on_mount()
        self._unsubscribe = self.opened.subscribe(self._changed)

    def on_unmount(self) -> None:
        """Stop following."""
        if self._unsubscribe is not None:
            self._unsubscribe()

    def _changed(self, _done: Committed) -> None:
        if not self._stale:
            self._stale = True
            self.call_later(self._follow)

    def _follow(self) -> None:
        if self._stale and self.is_current:
            self._stale = False
            self.update_view()

    def on_screen_resume(self) -> None:
        """Show what happened while another screen was in front."""
        self._follow()

    def update_view(self) -> None:
        """Show the records as they are now."""
        raise NotImplementedError

    def carry_out(self, command: Command) -> Committed | None:
        """Carry a command out and say what it did, or why it could not be done."""
        return self._attempt(lambda: self.opened.execute(command))[0]

    def complaint(self, command: Command) -> str:
        """Carry a command out for a dialog that waits; return "", or why it could not be done."""
        return self._attempt(lambda: self.opened.execute(command))[1]

    def action_undo(self) -> None:
        """Take the last change back."""
        self._attempt(self.opened.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._attempt(self.opened.redo)

    def _attempt(self, act: Callable[[], Committed | None]) -> tuple[Committed | None, str]:
        try:
            done = act()
        except CodesignError as error:
            if isinstance(error, NotSaved):
                self.saved(well=False)
            self.tell(str(error), bad=True)
            return None, str(error)
        self.saved(well=True)
        if done is not None:
            self.tell(done.change.told)
        return done, ""

    def saved(self, *, well: bool) -> None:
        """Show in the title whether the last change is on the disk."""


def footed(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return acts with those that every screen has."""
    return (*acts, *EVERYWHERE)
