"""What is counted in a meeting of those who are there now: fist to five, who would come again, trust."""

from typing import Any

from codesign.commands.meetings import Count
from codesign.commands.visions import RecordConsent
from codesign.model import Meeting, Poll, PollKind
from codesign.views.attendance import here_now
from codesign.views.closing import TRUST_SCALE, poll_of
from codesign.views.visions import check_at, versions
from codesign.words import say
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice, Field
from screens.dialogs.counts import Counts, CountsScreen
from screens.dialogs.form import FormScreen
from screens.dialogs.pick import PickScreen
from screens.dialogs.questions import ask_fists
from screens.widgets.count_grid import CountRow

Asker = PartnershipScreen[Any]


def count_come_again(screen: Asker, meeting: Meeting) -> None:
    """Count who would come again."""
    rows = [CountRow("yes", say("poll.yes")), CountRow("no", say("poll.no"))]
    there = _there(screen, meeting)
    title = say("meeting.come-again-there", n=there) if there else say("meeting.come-again-title")
    _count_answers(screen, meeting, PollKind.COME_AGAIN, title, rows)


def count_trust(screen: Asker, meeting: Meeting) -> None:
    """Count how much people trust that what was said will be followed through."""
    rows = [CountRow(str(answer), say(f"poll.trust-{answer}")) for answer in TRUST_SCALE]
    there = _there(screen, meeting)
    title = say("poll.trust-there", n=there) if there else say("poll.trust-title")
    _count_answers(screen, meeting, PollKind.TRUST_PULSE, title, rows)


def _there(screen: Asker, meeting: Meeting) -> int:
    return sum(here_now(screen.opened.records, meeting).values())


def _count_answers(screen: Asker, meeting: Meeting, kind: PollKind, title: str, rows: list[CountRow]) -> None:
    asked, there = poll_of(meeting, kind), _there(screen, meeting) or None
    counts: Counts = {key: (count,) for key, count in asked.counts.items()} if asked else {}

    def accept(found: Counts) -> str:
        votes = {key: sum(count) for key, count in found.items()}
        return screen.complaint(Count(meeting.id, Poll(kind, counts=votes, asked=there)))

    screen.app.push_screen(CountsScreen(title, rows, [say("field.people")], counts, accept, there))


def count_fists(screen: Asker, meeting: Meeting) -> None:
    """Ask for fist to five: on the newest vision, or on a question."""
    written = versions(screen.opened.records)
    if not written:
        _on_question(screen, meeting)
        return
    newest = written[0]
    title = say("meeting.fist-vision", version=newest.version, text=newest.text)
    choices = [Choice(title, "vision"), Choice(say("meeting.fist-question"), "question")]

    def chosen(value: str) -> None:
        if value == "question":
            _on_question(screen, meeting)
            return
        ask_fists(
            screen,
            title,
            sector_rows(screen, meeting),
            dict(check.fists) if (check := check_at(newest, meeting.id)) else {},
            lambda fists: screen.complaint(RecordConsent(newest.id, fists, meeting.id)),
        )

    screen.ask(PickScreen(say("meeting.fist-title"), choices), chosen)


def _on_question(screen: Asker, meeting: Meeting) -> None:
    def asked(values: dict[str, str]) -> None:
        question = values["question"]
        ask_fists(
            screen,
            question,
            sector_rows(screen, meeting),
            {},
            lambda fists: screen.complaint(
                Count(meeting.id, Poll(PollKind.FIST_TO_FIVE, question=question, fists=fists))
            ),
        )

    draft = f"{screen.opened.folder} fist"
    fields = [Field("question", say("fields.question"))]
    screen.ask(FormScreen(say("meeting.fist-title"), fields, screen.opened.drafts, draft), asked)


def sector_rows(screen: Asker, meeting: Meeting | None) -> list[CountRow]:
    """Return a row for each sector of which somebody is there, or for all where nobody was counted."""
    there = here_now(screen.opened.records, meeting) if meeting else {}
    sectors = screen.opened.partnership.sectors
    if not there:
        return [CountRow(each.key, each.name) for each in sectors]
    rows = [CountRow(each.key, each.name, there[each.key]) for each in sectors if each.key in there]
    others = sum(people for key, people in there.items() if key not in {each.key for each in sectors})
    return [*rows, CountRow("", say("people.no-sector"), others)] if others else rows
