"""How words may be used: as whose they are shown, to whom, until when, whether they were read back; a key each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

import msgspec
from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from codesign.dates import read_last_day
from codesign.model import Attribution, Audience, Permission
from codesign.views.fields import permission_words
from codesign.views.permitting import Scope
from codesign.words import name_of, say
from screens.dialogs.accepting import AcceptingScreen
from screens.glyphs import BETWEEN
from screens.place import Here
from screens.widgets.lines import shown

_HOW = {
    "n": Attribution.NAMED,
    "r": Attribution.ROLE,
    "s": Attribution.SECTOR,
    "a": Attribution.ANONYMOUS,
    "x": Attribution.NOT_RECORDED,
}
_WHO = {"1": Audience.ROOM, "2": Audience.PARTNERS, "3": Audience.PUBLIC}


class Asked(msgspec.Struct, frozen=True):
    """What the dialog asks about."""

    title: str
    scopes: tuple[Scope, ...] = ()
    """What the permission is for, the first unless another is chosen; none where it is for lines to come."""
    now: Permission | None = None
    """The permission as it stands."""
    words: str = ""
    """The words that it is about."""
    read_back: bool | None = None
    """Whether they were read back; None where that is not asked."""
    unset: str = "permission.unset"
    """The key of the words for no permission."""


class Wish(msgspec.Struct, frozen=True):
    """What was answered."""

    permission: Permission | None
    scope: Scope | None = None
    read_back: bool | None = None
    """None where it stays as it was."""
    usual: bool = False
    """Whether the person usually allows this, from now on."""


class PermissionScreen(AcceptingScreen[Wish]):
    """Returns a wish. A letter chooses, Enter saves; nothing is chosen that nobody has said."""

    CSS_PATH = "permission.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("enter", "save", show=False),
        Binding("tab,shift+tab", "until", show=False),
    ]

    def __init__(
        self,
        asked: Asked,
        today: date,
        accept: Callable[[Wish], str],
        takes_out: Callable[[Sequence[str]], bool] = lambda _voices: False,
    ) -> None:
        """Ask; `takes_out` tells of some voices, by id, whether they have words, which would be taken out where
        they are not to be recorded."""
        super().__init__(accept)
        self._asked = asked
        self._today = today
        self._takes_out = takes_out
        self._how = asked.now.attribution if asked.now else None
        self._who = asked.now.audience if asked.now else Audience.ROOM
        self._read_back = asked.read_back
        self._usual = False
        self._place = 0
        self._warned: Wish | None = None
        """What the person was warned of, and may do all the same."""

    @property
    def _scope(self) -> Scope | None:
        return self._asked.scopes[self._place] if self._asked.scopes else None

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        until = self._asked.now.until.isoformat() if self._asked.now and self._asked.now.until else ""
        with VerticalScroll(id="permission", can_focus=False):
            yield Static(Content(self._asked.title), id="permission-title")
            if self._asked.words:
                yield Static(
                    Content(say("permission.quoted", words=shown(self._asked.words))), id="permission-words"
                )
            yield Static(Content(""), id="usual", classes="offer")
            yield Static(Content(""), id="how")
            yield Static(
                Content(
                    self._keys_of(
                        {
                            key: say(f"permission.short-{how.name.lower().replace('_', '-')}")
                            for key, how in _HOW.items()
                        }
                    )
                ),
                classes="hint",
            )
            yield Static(Content(""), id="who")
            yield Static(
                Content(
                    self._keys_of({key: say(f"permission.audience-{who.value}") for key, who in _WHO.items()})
                ),
                classes="hint",
            )
            with Horizontal(id="until-line"):
                yield Static(Content(say("permission.until-label")), id="until-label")
                line = Input(
                    value=until, placeholder=say("permission.until-none"), select_on_focus=False, id="until"
                )
                line.cursor_blink = False
                yield line
            yield Static(Content(say("permission.until-hint")), classes="hint")
            for name in ("read-back", "keep", "for"):
                yield Static(Content(""), id=name)
            yield Static(Content(say(self._asked.unset)), id="unset")
            yield self.problem_line()
            yield Static(Content(say("permission.keys", between=BETWEEN)), id="permission-keys")

    @staticmethod
    def _keys_of(found: Mapping[str, str]) -> str:
        return "  ".join(f"{key} {words}" for key, words in found.items())

    def on_mount(self) -> None:
        """Show what stands there, ready for a letter."""
        self._show()

    def _show(self) -> None:
        scope, person = self._scope, self._scope.person if self._scope else None
        name = shown(person.name) if person else ""
        usual = scope.usual if scope else None
        offer = say("permission.offer", name=name, what=permission_words(usual)) if usual else ""
        self._line("usual", offer)
        how = name_of(f"as {self._how.value}", "permission") if self._how else say("permission.not-said")
        self._line("how", say("permission.how", what=how))
        not_at_all = self._how is Attribution.NOT_RECORDED
        who = say("permission.nobody") if not_at_all else say(f"permission.audience-{self._who.value}")
        self._line("who", say("permission.who", what=who))
        yes_no = say("fields.yes") if self._read_back else say("fields.no")
        asks_back = self._asked.read_back is not None
        self._line("read-back", say("permission.read-back", what=yes_no) if asks_back else "")
        keeps = say("fields.yes") if self._usual else say("fields.no")
        self._line("keep", say("permission.keep", name=name, what=keeps) if person else "")
        further = say("permission.further") if len(self._asked.scopes) > 1 else ""
        self._line("for", say("permission.for", what=scope.words, further=further) if scope else "")

    def _line(self, name: str, words: str) -> None:
        line = self.query_one(f"#{name}", Static)
        line.update(Content(words))
        line.display = bool(words)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Take a letter, unless the day is being typed."""
        if self.focused is not None or not (key := event.character):
            return
        scope = self._scope
        if key in _HOW:
            self._how = _HOW[key]
        elif key in _WHO:
            self._who = _WHO[key]
        elif key == "y" and self._read_back is not None:
            self._read_back = not self._read_back
        elif key == "k" and scope is not None and scope.person is not None:
            self._usual = not self._usual
        elif key == "f" and len(self._asked.scopes) > 1:
            self._place = (self._place + 1) % len(self._asked.scopes)
            self._usual = False
        elif key == "t":
            self.action_until()
        elif key == "0":
            self._finish(Wish(None))
        elif key == "u" and scope is not None and scope.usual is not None:
            self._finish(Wish(scope.usual))
        else:
            return
        event.stop()
        event.prevent_default()
        if self.is_attached:
            self._show()

    def action_until(self) -> None:
        """Type the last day, or go back to the letters."""
        self.set_focus(None if self.focused is not None else self.query_one("#until", Input))

    def on_input_submitted(self) -> None:
        """Save."""
        self.action_save()

    def action_save(self) -> None:
        """Return the wish, once it is accepted."""
        text = self.query_one("#until", Input).value.strip().casefold()
        day = read_last_day(text, self._today) if text else None
        if self._how is None:
            self._complain(say("permission.how-first"))
        elif text and day is None:
            self._complain(say("cli.no-date", text=text))
        elif day is not None and day < self._today:
            self._complain(say("permission.past", day=day))
        else:
            not_at_all = self._how is Attribution.NOT_RECORDED
            audience, until = (Audience.ROOM, None) if not_at_all else (self._who, day)
            self._finish(Wish(Permission(self._how, audience, until)))

    def _finish(self, wish: Wish) -> None:
        """Leave with a wish; where words would be lost for good, that is said first."""
        told = None if self._read_back == self._asked.read_back else self._read_back
        wish = replace(wish, scope=self._scope, read_back=told, usual=self._usual)
        if wish != self._warned and self._loses_words(wish):
            self._warned = wish
            self._complain(say("permission.lost"))
            return
        self.finish(wish)

    def _loses_words(self, wish: Wish) -> bool:
        not_at_all = wish.permission is not None and wish.permission.attribution is Attribution.NOT_RECORDED
        return not_at_all and wish.scope is not None and self._takes_out(wish.scope.voices)

    def _complain(self, words: str) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(Content(words))
        problem.display = True
        problem.scroll_visible(animate=False)

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    # Coming back

    def here(self) -> Here:
        """Return what was chosen and not saved."""
        found = {
            "how": self._how.value if self._how else "",
            "who": self._who.value,
            "until": self.query_one("#until", Input).value,
            "for": str(self._place),
        }
        flags = {"read-back": self._read_back, "usual": self._usual}
        return found | {name: "yes" for name, value in flags.items() if value}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Choose it again."""
        self._how = next((each for each in Attribution if each.value == here.get("how")), self._how)
        self._who = next((each for each in Audience if each.value == here.get("who")), self._who)
        self.query_one("#until", Input).value = here.get("until", "")
        place = here.get("for", "0")
        self._place = int(place) if place.isdecimal() and int(place) < len(self._asked.scopes) else 0
        self._read_back = "read-back" in here if self._read_back is not None else None
        self._usual = "usual" in here
        self._show()
        return True
