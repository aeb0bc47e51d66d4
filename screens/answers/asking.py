"""What is asked about answers: a permission for lines to come, and a whole sheet of paper."""

from collections.abc import Callable
from typing import Any

from codesign.model import Attribution, Audience, Permission
from codesign.words import name_of, say
from screens.answers.grid import AnswerGrid, question_words
from screens.answers.keeping import Becomes, permission_text, read_permission
from screens.base import PartnershipScreen
from screens.dialogs.form import Field, FormScreen, Values
from screens.dialogs.pick import Choice, PickScreen

Asker = PartnershipScreen[Any]

_EACH = "each"
_SHEET_LINES = 5


def ask_permission(screen: Asker, chosen: Callable[[Permission | None], object]) -> None:
    """Ask how words to come may be used; None stands for: each line says it, or nobody has yet."""

    def attributed(value: str) -> None:
        if value == _EACH:
            chosen(None)
            return
        attribution = Attribution(value)
        if attribution is Attribution.NOT_RECORDED:
            chosen(Permission(attribution, Audience.ROOM))
            return
        audiences = [Choice(say(f"permission.audience-{each.value}"), each.value) for each in Audience]
        screen.ask(
            PickScreen(say("permission.audience-title"), audiences),
            lambda audience: chosen(Permission(attribution, Audience(audience))),
        )

    choices = [Choice(name_of(f"as {each.value}", "permission"), each.value) for each in Attribution]
    choices.append(Choice(say("answers.permission-each"), _EACH))
    screen.ask(PickScreen(say("answers.permission-title"), choices), attributed)


def type_in_sheet(
    screen: Asker, becomes: Becomes, grid: AnswerGrid, keep: Callable[[str, Permission | None], str]
) -> None:
    """Ask for the lines of a paper sheet and the permission of those that name none. `keep` keeps them, or says
    why not; until then what was typed stays, also as a draft."""
    before = permission_text(becomes.permission)
    here = say("answers.sheet-lines", table=grid.table, question=question_words(grid.row))
    fields = [
        Field("lines", here, lines=_SHEET_LINES, hint=say("answers.sheet-hint")),
        Field("permission", say("answers.sheet-permission"), before, hint=say("answers.sheet-permission-hint")),
    ]

    def accept(values: Values) -> str:
        text = values["permission"].strip()
        permission = read_permission(screen.opened, text)
        if text and permission is None:
            return say("answers.no-permission", text=text)
        return keep(values["lines"], permission)

    title = say("answers.sheet-title", kind=name_of(becomes.kind.value, "voice-kind"))
    draft = f"{screen.opened.folder} sheet {screen.record_here}"
    screen.app.push_screen(FormScreen(title, fields, screen.opened.drafts, draft, accept))
