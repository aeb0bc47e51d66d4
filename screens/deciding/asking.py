"""The questions of a decision: what is to be decided, between what, how the room sees it, what it decides."""

import re
from collections.abc import Callable
from typing import Any

from codesign.commands.deciding import (
    AddOption,
    Ask,
    CountDots,
    Decide,
    HearConcern,
    SetReview,
    ShowFists,
)
from codesign.model import Decision, HowDecided, Meeting, Reservation
from codesign.views import clock
from codesign.views.deciding import leading, people_at, unheard_sector, usual_dots, usual_how
from codesign.words import say
from screens.base import PartnershipScreen
from screens.card.reading import Entries, Entry, NotUnderstood
from screens.deciding.dots import DotsScreen
from screens.dialogs.asked import Choice, Field, Values
from screens.dialogs.counts import Counts
from screens.dialogs.form import FormScreen
from screens.dialogs.pick import PickScreen
from screens.dialogs.questions import ask_fists
from screens.meeting.counting import sector_rows

Asker = PartnershipScreen[Any]


def ask_question(screen: Asker, meeting: Meeting, asked: Callable[[str], object]) -> None:
    """Ask what is to be decided; `asked` gets the id of the decision in the making."""
    current = clock.agenda(meeting, screen.opened.clock.now()).current
    block = current.key if current else ""
    form = FormScreen(
        say("deciding.ask-title"),
        [Field("question", say("fields.question"))],
        screen.opened.drafts,
        f"{screen.opened.folder} question",
        lambda values: screen.complaint(Ask(values["question"], meeting.id, block)),
    )
    screen.ask(form, lambda _values: asked(max(each.id for each in screen.opened.records.all(Decision))))


def ask_option(screen: Asker, decision: Decision) -> None:
    """Ask for another option."""
    field = Field("option", say("deciding.options"), hint=say("deciding.option-hint"))
    _form(
        screen,
        decision,
        say("deciding.option-title", question=decision.headline),
        [field],
        lambda values: screen.complaint(AddOption(decision, values["option"])),
    )


def ask_dots(screen: Asker, decision: Decision) -> None:
    """Ask how many dots each person has, and then how many each option got."""
    if len(decision.options) < 2:
        screen.tell(say("refused.one-option"), bad=True)
        return

    def accept(values: Values) -> str:
        text = values["dots"].strip()
        return "" if re.fullmatch("0*[1-9][0-9]?", text) else say("deciding.no-dots", text=text)

    def answered(values: Values) -> None:
        dots = int(values["dots"])

        def count(found: Counts) -> str:
            return screen.complaint(CountDots(decision, dots, {key: sum(each) for key, each in found.items()}))

        screen.app.push_screen(DotsScreen(decision, people_at(screen.opened.records, decision), dots, count))

    field = Field("dots", say("fields.dots"), str(usual_dots(decision)), hint=say("deciding.dots-hint"))
    title = say("deciding.dots-title", question=decision.headline)
    _form(screen, decision, title, [field], accept, answered)


def ask_fingers(screen: Asker, decision: Decision, meeting: Meeting) -> None:
    """Ask how many people of each sector showed how many fingers."""
    rows = sector_rows(screen, meeting)
    elsewhere = {key: each for key, each in decision.consent.items() if key not in {row.key for row in rows}}
    ask_fists(
        screen,
        decision.headline,
        rows,
        dict(decision.consent),
        lambda fists: screen.complaint(ShowFists(decision, {**elsewhere, **fists})),
    )


def ask_concern(screen: Asker, decision: Decision) -> None:
    """Ask for a concern in one line, and for its sector: one whose people were not heard yet stands there."""
    sector = Entries(screen.opened).sector(unheard_sector(decision))

    def accept(values: Values) -> str:
        try:
            concern = Reservation(values["text"], sector.read(values["sector"]))
        except NotUnderstood as error:
            return str(error)
        return screen.complaint(HearConcern(decision, concern))

    fields = [Field("text", say("deciding.concern")), sector.field]
    _form(screen, decision, say("deciding.concern-title", question=decision.headline), fields, accept)


def ask_reply(screen: Asker, decision: Decision, key: str = "") -> None:
    """Ask for the reply to a concern, and by when; without its key ask for which, of those that wait first."""
    waiting = [each for each, concern in decision.reservations.items() if not concern.reply]
    if not key and len(waiting) == 1:
        key = waiting[0]
    if key:
        _ask_reply_to(screen, decision, key)
        return
    known = sorted(decision.reservations, key=lambda each: (each not in waiting, each))
    choices = [Choice(decision.reservations[each].text, each) for each in known]
    screen.ask(
        PickScreen(say("deciding.which-concern"), choices), lambda chosen: _ask_reply_to(screen, decision, chosen)
    )


def _ask_reply_to(screen: Asker, decision: Decision, key: str) -> None:
    before = decision.reservations[key]
    due = Entries(screen.opened).day("due", before.answer_due)

    def accept(values: Values) -> str:
        try:
            day = due.read(values["due"])
        except NotUnderstood as error:
            return str(error)
        after = Reservation(before.text, before.sector, values["reply"], day)
        return screen.complaint(HearConcern(decision, after, key))

    fields = [Field("reply", say("deciding.reply-field"), before.reply), due.field]
    _form(screen, decision, before.text, fields, accept, draft=f"reply {key}")


def ask_decision(screen: Asker, decision: Decision) -> None:
    """Ask for the decision in one sentence. What has most dots stands there to begin from."""
    make = Entries(screen.opened)
    _form_of(
        screen,
        decision,
        say("deciding.decide-title"),
        [
            make.text("text", decision.text or leading(decision)),
            make.choice("how", usual_how(decision), HowDecided),
            make.day("review", decision.review),
        ],
        lambda found: screen.complaint(Decide(decision, **found)),
    )


def ask_review(screen: Asker, decision: Decision) -> None:
    """Ask when it shall be looked at again."""
    _form_of(
        screen,
        decision,
        say("deciding.review-title"),
        [Entries(screen.opened).day("review", decision.review)],
        lambda found: screen.complaint(SetReview(decision, found["review"])),
    )


def _form_of(
    screen: Asker, decision: Decision, title: str, entries: list[Entry], accept: Callable[[dict[str, Any]], str]
) -> None:
    """Ask for entries; `accept` gets what was read from them."""

    def read(values: Values) -> str:
        try:
            found = {entry.name: entry.read(values[entry.name]) for entry in entries}
        except NotUnderstood as error:
            return str(error)
        return accept(found)

    _form(screen, decision, title, [entry.field for entry in entries], read)


def _form(
    screen: Asker,
    decision: Decision,
    title: str,
    fields: list[Field],
    accept: Callable[[Values], str],
    answered: Callable[[Values], object] = lambda _values: None,
    *,
    draft: str = "",
) -> None:
    """Ask for fields of a decision; what is typed and left is kept by the first of them."""
    kept = f"{screen.opened.folder} {decision.number} {draft or fields[0].name}"
    screen.ask(FormScreen(title, fields, screen.opened.drafts, kept, accept), answered)
