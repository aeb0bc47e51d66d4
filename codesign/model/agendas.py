"""Agendas that a partnership keeps for its next meetings."""

from collections.abc import Mapping
from datetime import time

from codesign.model.meetings import Block, Mode
from codesign.model.record import Record, Text


class MeetingTemplate(Record, frozen=True, kw_only=True):
    """The plan of a meeting without its day. It is not written again: whoever wants another saves another."""

    TABLE = "templates"
    PREFIX = "TM"

    title: Text
    mode: Mode = Mode.IN_PERSON
    norms: Text = ""
    purpose: Text = ""
    aims: Text = ""
    takeaway: Text = ""
    starts: time | None = None
    blocks: Mapping[str, Block] = {}

    @property
    def headline(self) -> str:
        return self.title
