"""What all screens share: acts, messages, carrying out commands, following changes."""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import BindingsMap
from textual.screen import Screen
from textual.widgets import Input

from codesign.changes import Committed
from codesign.commands import Command
from codesign.errors import CodesignError
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.settings import ThemeName
from codesign.words import say
from screens.acts import Act, Section, bindings, move_shown, sections, with_keys
from screens.drawn import DrawnScreen
from screens.everywhere import HELP, PALETTE
from screens.light import company, light, saving, where
from screens.look import Look, LookingApp
from screens.place import Here, Step
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.find import FindLine

R = TypeVar("R")
T = TypeVar("T")

_PLACE = "elsewhere "
"""Before the number of a place that the palette leads to; no action has a blank in its name."""

MOST_KEYS = 8
"""How many keys the footer names."""

_WHILE_TYPING = frozenset({"while_typing", "while_typing_help", "while_finding", "while_going"})
_ALWAYS = frozenset({"help", "palette", "theme", "app.draw_anew", "app.suspend_process", "app.quit"})


class ActScreen(DrawnScreen[R]):
    """A screen whose keys, footer, help and palette come from its acts.

    Of an event, Textual calls the handler of every class by itself, that of the most derived first. So no `on_`
    method calls the one of its super class, which would run it twice.
    """

    ACTS: ClassVar[tuple[Act, ...]] = ()
    MOVES: ClassVar[tuple[str, ...]] = ()
    """Words of the help for the keys that move the cursor, which the lists bind themselves."""
    FILTERS: ClassVar[bool] = False
    """Whether what is looked for is written in the language of filters."""
    FOR_THE_ROOM: ClassVar[bool] = False
    """Whether everybody in the room may see whatever it shows. In front of such a screen nothing else is drawn."""
    PLACE: ClassVar[str] = ""
    """Which screen it is: a key under [presence] for where others are told this person is, and the table of its
    keys in the settings."""

    @functools.cached_property
    def acts(self) -> tuple[Act, ...]:
        """What can be done, with the keys in force."""
        look = self.look
        return with_keys(self.ACTS, look.keys.get(self.PLACE, {}), ascii_only=look.ascii_only)

    def on_mount(self) -> None:
        """Take the keys that were set, and show them."""
        self._bind()
        self.update_keys()

    def _bind(self) -> None:
        """Bind the keys that were set in place of those that the acts come with.

        Textual's own keymap is not for this: where two acts share a key, because only one of them can be done at
        a time, it lets go of both when one is given another.
        """
        names = {act.name for act in self.ACTS}
        bound = BindingsMap(bindings(self.acts))
        others = {
            key: [each for each in found if each.id not in names]
            for key, found in self._bindings.key_to_bindings.items()
        }
        self._bindings = BindingsMap.merge([bound, BindingsMap.from_keys(others)])

    @property
    def look(self) -> Look:
        """How it is to look."""
        app = self.app
        return app.look if isinstance(app, LookingApp) else Look()

    def key_of(self, name: str) -> str:
        """Return the key of an act, by its name in the settings, for a sentence that says what to press."""
        return next(act.key_shown for act in self.acts if act.setting == name)

    def keys_to(self, name: str) -> str:
        """Return what is to be pressed for an act once something was carried out: its key, unless the screen gives
        the keys to a line then."""
        return self.key_of(name)

    @property
    def typing(self) -> bool:
        """Whether letters are text now, and not keys."""
        return isinstance(self.focused, Input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether something can be done now: while somebody types, letters are no keys."""
        del parameters
        if action in {"while_typing", "while_finding", "while_going"}:
            line = self.focused
            return self.typing and action == (line.acts_while if isinstance(line, FindLine) else "while_typing")
        if action in _WHILE_TYPING:
            return self.typing
        return action in _ALWAYS or not self.typing

    def available(self, act: Act) -> bool:
        """Tell whether something can be done now."""
        if not self._app_allows(act):
            return False
        if self.typing and (act.action == HELP.action or len(act.keys.split(",")[0]) == 1):
            return False  # it would be typed
        name, _, arguments = act.action.partition("(")
        parameters = tuple(part.strip(" '\"") for part in arguments.rstrip(")").split(",") if part)
        return bool(self.check_action(name, parameters))

    def _app_allows(self, act: Act) -> bool:
        """Tell whether the app would do it now, where it is the app's."""
        where, _, name = act.action.rpartition(".")
        return where != "app" or bool(self.app.check_action(name, ()))

    # Where somebody stands, for whoever comes back after the program ended

    def way_to(self) -> Step | None:
        """Return how the screen is put in front from anywhere; None where only the screen behind can."""
        return None

    def here(self) -> Here:
        """Return where the cursors stand, by list. A screen may add what else its acts depend on."""
        keys = ((blocks.id, blocks.key_here) for blocks in self.query(BlockList))
        return {name: key for name, key in keys if name and isinstance(key, str)}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Put the cursors back; return False where what one of them was on is gone, which is no ground to do
        anything to what stands there now."""
        for blocks in self.query(BlockList):
            if (key := here.get(blocks.id or "")) is not None:
                blocks.select(key)
                if blocks.key_here != key:
                    return False
        return True

    def update_keys(self) -> None:
        """Show in the footer what can be done now, the most important of it: nobody reads twelve keys. The way to
        all of them is always the last."""
        there = [act for act in self.acts if act.foot and act.foot_shown and self.available(act)]
        for line in self.walk_children(KeyLine):
            line.show((*there[:-1][: MOST_KEYS - 1], *there[-1:]))

    def on_descendant_focus(self) -> None:
        """Show the keys of whatever has them now."""
        self.update_keys()

    def tell(self, message: str, *, bad: bool = False, offers: Callable[[], object] | None = None) -> None:
        """Show a message in the status line, and what a click on it does."""
        for line in self.walk_children(StatusLine):
            line.tell(message, bad=bad, offers=offers)

    def ask(self, question: Screen[T | None], answered: Callable[[T], object]) -> None:
        """Put a question in front, and go on with its answer; where it is left there is none."""

        def done(answer: T | None) -> None:
            if answer is not None:
                answered(answer)

        self.app.push_screen(question, done)

    def more_help(self) -> Sequence[Section]:
        """Return what the help says besides the keys; a screen may have something to say."""
        return ()

    def action_help(self) -> None:
        """Show all keys."""
        from screens.dialogs.help import HelpScreen

        acts = [act for act in self.acts if act.action not in _WHILE_TYPING and self._app_allows(act)]
        moves = [move_shown(name, ascii_only=self.look.ascii_only) for name in self.MOVES]
        self.app.push_screen(HelpScreen([*sections(acts, moves), *self.more_help()], finding=self.FILTERS))

    def action_palette(self) -> None:
        """Choose what to do by its name."""
        from screens.dialogs.asked import Choice
        from screens.dialogs.pick import PickScreen

        hidden = _WHILE_TYPING | {PALETTE.action}
        acts = [act for act in self.acts if act.action not in hidden and not act.by_place and self._could_do(act)]
        acts = list({act.action: act for act in reversed(acts)}.values())[::-1]  # two keys quit
        app = self.app
        here = {act.help for act in acts}
        found = app.elsewhere() if isinstance(app, LookingApp) else ()
        places = [each for each in found if each.words not in here]
        choices = [Choice(act.help, act.action, act.key_shown) for act in acts]
        choices += [Choice(each.words, f"{_PLACE}{n}", each.note) for n, each in enumerate(places)]

        def chosen(value: str) -> None:
            if value.startswith(_PLACE):
                self.app.call_later(places[int(value.removeprefix(_PLACE))].go)
            else:
                self.call_later(self.run_action, value)

        self.ask(PickScreen(say("palette.title"), choices), chosen)

    def action_theme(self) -> None:
        """Choose other colours, and say how to keep them."""
        from screens.dialogs.asked import Choice
        from screens.dialogs.pick import PickScreen

        app = self.app
        assert isinstance(app, LookingApp), "only there are themes to choose from"

        def chosen(name: str) -> None:
            app.wear(ThemeName(name))
            self.tell(say("theme.worn", name=name, file=app.look.file))

        choices = [
            Choice(say(f"theme.{each.value}"), each.value, say("theme.now") if each is app.worn else "")
            for each in ThemeName
        ]
        self.ask(PickScreen(say("theme.title"), choices), chosen)

    def _could_do(self, act: Act) -> bool:
        """Tell whether an act could be done if nobody were typing, which the palette ends."""
        with self._not_typing():
            return self.available(act)

    def could_do(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Tell whether an action could be carried out if nobody were typing."""
        with self._not_typing():
            return bool(self.check_action(action, parameters))

    @contextmanager
    def _not_typing(self) -> Iterator[None]:
        focused = self.focused
        if self.typing:
            self.focused = None
        try:
            yield
        finally:
            self.focused = focused


class PartnershipScreen(ActScreen[R]):
    """A screen on an open partnership. It holds a selection and filters, never records."""

    def __init__(self, opened: OpenPartnership) -> None:
        super().__init__()
        self.opened = opened
        self._stale = False
        self._endings: tuple[Callable[[], None], ...] = ()

    def on_mount(self) -> None:
        """Follow what happens to the partnership, and who is here."""
        self._endings = (self.opened.subscribe(self._changed), self.opened.with_company(self._company_changed))
        self._show_light()

    def on_unmount(self) -> None:
        """Stop following."""
        for end in self._endings:
            end()

    @property
    def paste_key(self) -> str:
        """The draft under which pasted lines are kept until it is said what they are."""
        return f"{self.opened.folder} paste {self.PLACE} {self.record_here}"

    def ask_again(self) -> None:
        """Ask once more what pasted lines are meant to be, if the program ended before that was said."""
        if self.is_current and self.opened.drafts.has(self.paste_key):
            self.ask_about_lines(self.opened.drafts.get(self.paste_key).splitlines())

    def ask_about_lines(self, pasted: list[str]) -> None:
        """Ask what pasted lines are meant to be; a screen with a line does."""
        raise NotImplementedError

    @property
    def record_here(self) -> str:
        """The id of the record that this screen has open, "" for none."""
        return ""

    def _changed(self, _done: Committed | None = None) -> None:
        if not self._stale:
            self._stale = True
            self.call_later(self._follow)

    def _company_changed(self) -> None:
        self._show_light()
        self._changed()

    def _show_light(self) -> None:
        """Show who is here, and whether the last change is on the disk."""
        for bar in self.walk_children(Bar):
            if bar.id == "title":
                bar.right = (*company(self.opened.others), *light(self.opened))

    def action_company(self) -> None:
        """Say who else is here."""
        here = ", ".join(where(self.opened, each) for each in self.opened.others)
        self.tell(say("presence.here", who=here) if here else say("presence.nobody"))

    def action_projector(self) -> None:
        """Show the room what it may see, and hide everything else."""
        from screens.projector.room import meeting_near
        from screens.projector.screen import ProjectorScreen

        behind = (each for each in reversed(self.app.screen_stack) if isinstance(each, PartnershipScreen))
        clock = self.opened.clock
        seen = (each.record_here for each in behind)
        meeting = meeting_near(self.opened.records, seen, clock.now(), today(clock))
        self.app.push_screen(ProjectorScreen(self.opened, meeting, self.PLACE))

    def _follow(self) -> None:
        if self._stale and self.is_current:
            self._stale = False
            self.update_view()

    def is_shown(self) -> None:
        """Take note that the records are shown as they are now: what came before need not be followed."""
        self._stale = False

    def on_screen_resume(self) -> None:
        """Show what happened while another screen was in front."""
        if not self.is_current:
            return  # it was uncovered on the way to another, and its partnership may be closed
        self.opened.be_at(self.PLACE, self.record_here)
        self._show_light()
        self._follow()

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Leave, or once it is in front again: Textual would take away whatever is in front now."""
        if self.is_active:
            return super().dismiss(result)
        self._stale = True
        return AwaitComplete()

    def update_view(self) -> None:
        """Show the records as they are now."""
        raise NotImplementedError

    def more_help(self) -> Sequence[Section]:
        """Name the sectors, which the capture line knows by their short names."""
        return (
            (say("help.sectors"), [(f"sector:{each.key}", each.name) for each in self.opened.partnership.sectors]),
        )

    def carry_out(self, command: Command) -> Committed | None:
        """Carry a command out and say what it did, or why it could not be done."""
        done, complaint = self.attempt(lambda: self.opened.execute(command))
        if done is None and not complaint:
            self.tell(say("undo.nothing-changed"))
        return done

    def complaint(self, command: Command) -> str:
        """Carry a command out for a dialog that waits; return "", or why it could not be done."""
        return self.attempt(lambda: self.opened.execute(command))[1]

    def action_undo(self) -> None:
        """Take the last change back."""
        self.attempt(self.opened.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.attempt(self.opened.redo)

    def attempt(self, act: Callable[[], Committed | None]) -> tuple[Committed | None, str]:
        """Do what may fail; say what it did, or return and say why it could not be done."""
        try:
            with saving(self.query_one("#title", Bar), self._write):
                done = act()
        except CodesignError as error:
            self._show_light()
            self.tell(str(error), bad=True)
            return None, str(error)
        self._show_light()
        if done is not None:
            self._tell_done(done)
        self.carried_out()
        return done, ""

    def _tell_done(self, done: Committed) -> None:
        """Say what was done, and offer to take it back, by a key or a click; whoever has just taken something back
        knows."""
        told = done.change.told
        if done.change.undoes or done.change.bookkeeping or not any(act.setting == "undo" for act in self.acts):
            self.tell(told)
        else:
            self.tell(say("undo.offer", what=told, key=self.keys_to("undo")), offers=self.action_undo)

    def _write(self, text: str) -> None:
        if (driver := self.app._driver) is not None:  # noqa: SLF001  # Textual has no other way past its own loop
            driver.write(text)
            driver.flush()

    def carried_out(self) -> None:
        """Go on after something was carried out; a screen may have something to do then."""
