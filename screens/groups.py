"""In which groups the help and the pages show what can be done.

Nobody has to name the group of an act: it follows from what the act does, or else from the screen that it was made
for. Only an act for which neither is right says its own.
"""

from enum import Enum

from codesign.words import say


class Group(Enum):
    """A heading under [groups], in the order in which they are shown."""

    MOVING = "moving"
    TYPING = "typing"
    PARTNERSHIPS = "partnerships"
    CARDS = "cards"
    SEVERAL = "several"
    MEETING = "meeting"
    VISION = "vision"
    LOOKING = "looking"
    DOCUMENTS = "documents"
    PROGRAM = "program"

    @property
    def heading(self) -> str:
        """The words above its acts."""
        return say(f"groups.{self.value}")


_BY_ACTION = {
    Group.MOVING: "column walk open follow root dismiss leave home line go",
    Group.TYPING: "while_typing while_finding while_going while_typing_help",
    Group.CARDS: "capture undo redo thread turn permit",
    Group.LOOKING: "find filters order group density show_all everything history archived company look lines due"
    " meeting vision large projector triage missing",
    Group.DOCUMENTS: "export import write audience held source form take file papers review",
    Group.PROGRAM: "palette theme help rescue app",
}
_OF_ACTION = {action: group for group, actions in _BY_ACTION.items() for action in actions.split()}
_OF_SCREEN = {
    "home": Group.PARTNERSHIPS,
    "meeting": Group.MEETING,
    "notice": Group.MEETING,
    "people": Group.MEETING,
    "balance": Group.MEETING,
    "deciding": Group.MEETING,
    "agenda": Group.MEETING,
    "papers": Group.MEETING,
    "tables": Group.MEETING,
    "answers": Group.MEETING,
    "closing": Group.MEETING,
    "promises": Group.MEETING,
    "invited": Group.MEETING,
    "practice": Group.MEETING,
    "vision": Group.VISION,
    "review": Group.DOCUMENTS,
    "exporting": Group.DOCUMENTS,
    "preview": Group.DOCUMENTS,
    "projector": Group.LOOKING,
}


def usual_group(name: str, action: str) -> Group:
    """Return the group of an act that names none, by the act's name and action."""
    verb = action.partition("(")[0].partition(".")[0]
    return _OF_ACTION.get(verb) or _OF_SCREEN.get(name.partition(".")[0]) or Group.CARDS
