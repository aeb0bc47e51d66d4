"""What a name of the file can be said to mean: the head of a table, or a column of a board."""

from codesign.imports.foreign import Field
from codesign.model import PHASE_OF, ItemKind, Status
from codesign.views.importing import About
from codesign.words import name_of, say
from screens.dialogs.asked import Choice

_PARKED = "parked"


def meanings(about: About) -> list[Choice]:
    """Return what a name can mean by where it stands; none where it is no name of the file. The values are those
    that `codesign import --map NAME=MEANING` takes."""
    match about:
        case About.FIELD:
            return [Choice(name_of(field.value, "fields"), field.value) for field in Field]
        case About.COLUMN:
            return [*_statuses(), *_kinds(), Choice(say("card.parked"), _PARKED)]
        case _:
            return []


def _statuses() -> list[Choice]:
    return [
        Choice(name_of(each.value, "status"), each.value, name_of(PHASE_OF[each].value, "phase"))
        for each in Status
    ]


def _kinds() -> list[Choice]:
    # "idea" is a status too, and that is what a column of this name says of its cards
    kinds = [kind for kind in ItemKind if kind is not ItemKind.IDEA]
    return [Choice(name_of(each.value, "item-kind"), each.value, say("fields.kind")) for each in kinds]
