"""The papers before a meeting: which there are, in which forms, and how each is prepared."""

from collections.abc import Callable
from datetime import date

import msgspec

from codesign.errors import NotFound
from codesign.model import Audience, Meeting
from codesign.records import Records
from codesign.words import say
from exports.calendar import calendar as calendar_file
from exports.documents.dates import agenda, calendar_page, event, meetings
from exports.documents.invitation import invitation
from exports.documents.pieces import Draft
from exports.documents.run_sheet import run_sheet
from exports.documents.table_sheets import table_sheets
from exports.documents.to_check import to_check
from exports.formats import DOCUMENT_FORMATS, Format
from exports.prepare import Paper, Prepared, name, prepared

CALENDAR = "calendar"
"""The one paper that is about all meetings."""
TABLE_SHEETS = "table-sheets"
_WITH_CALENDAR = (Format.CALENDAR, *DOCUMENT_FORMATS)


class _Sort(msgspec.Struct, frozen=True):
    audience: Audience
    build: Callable[[Draft, Meeting, int], None]
    """From a draft, the meeting, and the number of tables."""


_SORTS = {
    "run-sheet": _Sort(Audience.ROOM, lambda draft, meeting, _tables: run_sheet(draft, meeting)),
    "invitation": _Sort(Audience.PUBLIC, lambda draft, meeting, _tables: invitation(draft, meeting)),
    "checklist": _Sort(Audience.ROOM, lambda draft, meeting, _tables: to_check(draft, meeting)),
    TABLE_SHEETS: _Sort(Audience.ROOM, table_sheets),
    "agenda": _Sort(Audience.PUBLIC, lambda draft, meeting, _tables: agenda(draft, meeting)),
}

PAPERS = (*_SORTS, CALENDAR)
"""The kinds of papers, in the order in which they are wanted."""


def formats(kind: str) -> tuple[Format, ...]:
    """Return the forms of a document of any kind, the usual one first."""
    return _WITH_CALENDAR if kind in {"agenda", CALENDAR} else DOCUMENT_FORMATS


def paper(
    kind: str, records: Records, meeting: Meeting, on: date, form: Format | None = None, tables: int = 1
) -> Prepared:
    """Prepare a paper about a meeting; table sheets for so many tables.

    Raises:
        NotVerified: the document does not read back as it was meant.
    """
    sort = _SORTS[kind]
    return prepared(
        Paper(
            kind=kind,
            subject=meeting,
            title=say(f"paper.title-{kind}", title=meeting.title, partnership=name(records)),
            day=meeting.on,
            audience=sort.audience,
            build=lambda draft: sort.build(draft, meeting, tables),
            calendar=lambda: calendar_file(meeting.title, [event(records, meeting)]),
        ),
        records,
        on,
        form or formats(kind)[0],
    )


def calendar(records: Records, on: date, form: Format | None = None) -> Prepared:
    """Prepare the calendar of all meetings of a partnership.

    Raises:
        NotFound: there is no meeting.
        NotVerified: the document does not read back as it was meant.
    """
    found, partnership = meetings(records), records.partnership
    if not found or partnership is None:
        raise NotFound(say("refused.no-meetings"))
    return prepared(
        Paper(
            kind=CALENDAR,
            subject=partnership,
            title=say("paper.title-calendar", partnership=partnership.name),
            day=found[-1].on,
            audience=Audience.PUBLIC,
            build=calendar_page,
            shows=found,
            calendar=lambda: calendar_file(partnership.name, [event(records, each) for each in found]),
        ),
        records,
        on,
        form or formats(CALENDAR)[0],
    )
