"""What is asked about answers: a whole sheet of paper."""

from collections.abc import Callable
from typing import Any

from codesign.model import Permission
from codesign.words import name_of, say
from codesign.written import permission_tokens
from screens.answers.grid import AnswerGrid, question_words
from screens.answers.keeping import Becomes, read_permission
from screens.base import PartnershipScreen
from screens.dialogs.asked import Field, Values
from screens.dialogs.form import FormScreen

Asker = PartnershipScreen[Any]

_SHEET_LINES = 5


def type_in_sheet(
    screen: Asker, becomes: Becomes, grid: AnswerGrid, keep: Callable[[str, Permission | None], str]
) -> None:
    """Ask for the lines of a paper sheet and the permission of those that name none. `keep` keeps them, or says
    why not; until then what was typed stays, also as a draft."""
    before = permission_tokens(becomes.permission) if becomes.permission else ""
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
