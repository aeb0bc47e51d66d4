"""Deciding whether the words of a meeting are kept: until another day, or purged once it was said what it does."""

import msgspec

from codesign.commands.purging import purging
from codesign.commands.retention import KeepWords
from codesign.dates import read_date
from codesign.errors import CodesignError
from codesign.model import Meeting
from codesign.ports import today
from codesign.views.retention import Kept, review_day, words_of
from codesign.views.retention_told import told_after_purge, told_before_purge, told_kept
from codesign.views.withdrawing import Withdrawal, withdrawal
from codesign.words import say
from screens.dialogs.asked import Choice, Field, Values
from screens.dialogs.form import FormScreen
from screens.dialogs.pick import PickScreen
from screens.dialogs.withdraw import Asker, Exporting, Told, WithdrawScreen, recall_note
from screens.glyphs import BETWEEN


def review_words(screen: Asker, meeting_id: str) -> None:
    """Say how many words of a meeting are kept until when, and ask what is to become of them."""
    records = screen.opened.records
    meeting = records.get(Meeting, meeting_id)
    if meeting is None:
        return
    words = words_of(records, meeting)
    if not words:
        screen.tell(say("retention.no-words", number=meeting.number), bad=True)
        return
    found = Kept(meeting, review_day(records, meeting), words)
    choices = [Choice(say(f"retention.choice-{each}"), each) for each in ("keep", "purge")]
    title = told_kept(found, is_due=found.is_due(today(screen.opened.clock)))
    screen.ask(
        PickScreen(title, choices),
        lambda choice: _keep(screen, meeting) if choice == "keep" else _ask(screen, found),
    )


def _keep(screen: Asker, meeting: Meeting) -> None:
    def accept(values: Values) -> str:
        day = read_date(values["until"].strip(), today(screen.opened.clock))
        if day is None:
            return say("retention.not-a-day", text=values["until"])
        return screen.complaint(KeepWords(meeting.id, day, values["because"]))

    fields = [
        Field("until", say("retention.until-field")),
        Field("because", say("retention.because-field"), meeting.review_because),
    ]
    title = say("retention.keep-title", number=meeting.number)
    draft = f"{screen.opened.folder} keep {meeting.number}"
    screen.app.push_screen(FormScreen(title, fields, screen.opened.drafts, draft, accept))


def _ask(screen: Asker, found: Kept) -> None:
    first, *more = found.words
    try:
        plan = withdrawal(screen.opened.records, first, screen.opened.history(), more)
    except CodesignError as error:
        screen.tell(str(error), bad=True)
        return
    without = msgspec.structs.replace(plan, repeating=())
    words = [*told_before_purge(found.meeting, without, zone=screen.opened.clock.zone())]
    title = say("retention.title", number=found.meeting.number)
    dialog = WithdrawScreen(title, words, plan.repeating, say("retention.keys", between=BETWEEN))
    screen.ask(dialog, lambda kept: _purge(screen, found.meeting, plan, kept))


def _purge(screen: Asker, meeting: Meeting, plan: Withdrawal, kept: tuple[str, ...]) -> None:
    opened, app = screen.opened, screen.app
    try:
        report = opened.purge(purging(plan, kept))
        note = recall_note(opened, plan.record, app.exports_of(opened)) if isinstance(app, Exporting) else ""
    except CodesignError as error:
        screen.tell(str(error), bad=True)
        return
    screen.update_view()
    told = list(told_after_purge(meeting, plan, report, note))
    screen.tell(told[0])
    screen.app.push_screen(Told(say("retention.title", number=meeting.number), told))
