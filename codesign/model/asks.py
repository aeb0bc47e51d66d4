"""Asks for help: what a partnership asks of the system around it, and what it was answered."""

import enum
from datetime import date

from codesign.model.record import Record, Text


class Support(enum.StrEnum):
    """The six types of support that can be asked for."""

    IMPLEMENTATION = "implementation"
    RESEARCH = "research"
    EVALUATION = "evaluation"
    ANALYTICS = "analytics"
    COMMUNICATION = "communication"
    ENGAGEMENT = "engagement"


class AskForHelp(Record, frozen=True, kw_only=True):
    """Deciding stays with the partnership: this asks for support, and says by when an answer is needed."""

    TABLE = "asks"
    PREFIX = "AH"

    text: Text
    support: Support
    whom: str = ""
    """The body that is asked, never a person."""
    asked: date
    needed: date | None = None
    answer: Text = ""
    answered: date | None = None
    meeting: str = ""

    @property
    def headline(self) -> str:
        return self.text
