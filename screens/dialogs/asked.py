"""What is asked in a dialog: the fields of a form and the choices of a list, and what was typed and not saved.

The dialogs themselves are imported when one is put in front (`form`, `pick`), as nobody who waits for the first
screen waits for them.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from codesign.ports import Drafts
from codesign.text import folded

if TYPE_CHECKING:
    from screens.dialogs.accepting import Accept
    from screens.dialogs.form import FormScreen
    from screens.dialogs.pick import PickScreen


class Choice(msgspec.Struct, frozen=True):
    """Something to pick: its words, what is returned for it, and a note such as its key."""

    words: str
    value: str
    note: str = ""
    also: str = ""
    """Words that are not shown, by which it is found too."""

    @property
    def found_by(self) -> str:
        """All words by which it is found, as they are compared."""
        return folded(f"{self.words} {self.also}")


class Field(msgspec.Struct, frozen=True):
    """One field of a form. With more `lines` than 1 it takes a text of several lines."""

    name: str
    label: str
    value: str = ""
    lines: int = 1
    hint: str = ""
    guarded: bool = True
    """Whether what names somebody is pointed out before it is saved: not where a contact is asked for."""


Values = dict[str, str]


class Typed(msgspec.Struct, frozen=True):
    """What somebody typed into a field and did not save, and the words that it was to replace."""

    words: str
    over: str


def typed(drafts: Drafts, draft: str) -> dict[str, Typed]:
    """Return what is kept under the key of a form's draft, by field name."""
    with suppress(ValueError):
        return msgspec.json.decode(drafts.get(draft) or "{}", type=dict[str, Typed])
    return {}


def pick(title: str, choices: Sequence[Choice]) -> "PickScreen":
    """Return the dialog in which one of several things is picked."""
    from screens.dialogs.pick import PickScreen

    return PickScreen(title, choices)


def form(
    title: str, fields: Sequence[Field], drafts: Drafts, draft: str, accept: "Accept[Values]"
) -> "FormScreen":
    """Return the dialog that asks for fields; what is typed into them is kept under the key of a draft."""
    from screens.dialogs.form import FormScreen

    return FormScreen(title, fields, drafts, draft, accept)
