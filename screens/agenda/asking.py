"""What is asked while an agenda is planned: the words of a block, the times of the meeting, a template's title."""

from collections.abc import Callable
from typing import Any

import msgspec

from codesign.commands import Command
from codesign.commands.agendas import AddBlock, WriteBlock
from codesign.commands.amending import Amend
from codesign.commands.templates import SaveTemplate
from codesign.model import Block, BlockKind, Meeting
from codesign.words import say
from screens.base import PartnershipScreen
from screens.card.editor import EditorScreen
from screens.card.entries import as_seen, changed
from screens.card.reading import Entries, Entry, NotUnderstood
from screens.dialogs.asked import Field, Values, typed
from screens.dialogs.form import FormScreen

Asker = PartnershipScreen[Any]

_NEW = Block("", 10, 0)


def ask_block(
    screen: Asker,
    meeting: Meeting,
    block: Block = _NEW,
    key: str = "",
    after: str = "",
    done: Callable[[Command], str] | None = None,
) -> None:
    """Ask for the words of a block: of the one under `key`, or without it of a new one behind `after`. `done`
    carries the command out and returns why it cannot be done; without it the screen does."""
    entries = _entries(Entries(screen.opened), block)

    def accept(values: Values) -> str:
        try:
            fields = changed(entries, values)
        except NotUnderstood as error:
            return str(error)
        if key:
            return screen.complaint(WriteBlock(meeting.id, key, fields))
        command = AddBlock(meeting.id, msgspec.structs.replace(block, **fields), after)
        return (done or screen.complaint)(command)

    title = say("agenda.write-title") if key else say("agenda.add-title")
    draft = f"{screen.opened.folder} {meeting.number} block {key}"
    fields = [entry.field for entry in entries]
    screen.app.push_screen(EditorScreen(title, fields, screen.opened.drafts, draft, accept))


def _entries(make: Entries, block: Block) -> list[Entry]:
    return [
        make.text("title", block.title),
        make.count("minutes", block.minutes, needed=True),
        make.choice("kind", block.kind, BlockKind, needed=True, group="block-kind"),
        make.text("lead", block.lead),
        make.time("locked", block.locked),
        make.text("notes", block.notes, lines=4),
    ]


def ask_times(screen: Asker, meeting: Meeting) -> None:
    """Ask when a meeting is to begin and how many minutes it is to take."""
    make = Entries(screen.opened)
    entries = [make.time("starts", meeting.starts), make.count("length", meeting.length)]
    draft = f"{screen.opened.folder} {meeting.number} times"
    seen = as_seen(meeting, entries, typed(screen.opened.drafts, draft))

    def accept(values: Values) -> str:
        try:
            return screen.complaint(Amend(seen, changed(entries, values)))
        except NotUnderstood as error:
            return str(error)

    fields = [entry.field for entry in entries]
    title = say("agenda.times-title")
    screen.app.push_screen(FormScreen(title, fields, screen.opened.drafts, draft, accept))


def ask_template(screen: Asker, meeting: Meeting) -> None:
    """Ask under which title a meeting's agenda is kept as a template."""
    fields = [Field("title", say("fields.title"), meeting.title)]
    draft = f"{screen.opened.folder} {meeting.number} template"

    def accept(values: Values) -> str:
        return screen.complaint(SaveTemplate(meeting.id, values["title"]))

    title = say("agenda.keep-title")
    screen.app.push_screen(FormScreen(title, fields, screen.opened.drafts, draft, accept))
