"""Since last time: what was promised and is due, each settled by one key where it is shown."""

from codesign.model import Commitment, CommitmentState, Meeting, Record
from codesign.records import Records
from codesign.views import follow_through
from codesign.words import say
from screens.acts import Act
from screens.dialogs.questions import ask_new_date, settle_as
from screens.meeting.capturing import CapturingScreen
from screens.widgets.lines import Line

ACTS = (
    Act("meeting.kept", "Y", "settle('kept')"),
    Act("meeting.partly", "H", "settle('partly kept')", foot=True, foot_with="meeting.kept"),
    Act("meeting.not-kept", "N", "settle('not kept')"),
    Act("meeting.release", "R", "settle('released')", foot=True, foot_with="meeting.not-kept"),
    Act("meeting.new-date", "T", "new_date"),
)


def rate_line(records: Records, meeting: Meeting) -> Line:
    """Return the follow-through rate as it stands beside the heading; nothing where nothing was due."""
    rate = follow_through.rate(records, meeting.on)
    return ((f"{say('meeting.rate', kept=rate.kept, n=rate.due)} ", "accent"),) if rate.due else ()


class SettlingScreen(CapturingScreen):
    """A meeting in which the promises of the meetings before it can be settled."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is settled is an earlier promise under the cursor; one of today is not due yet."""
        if not super().check_action(action, parameters):
            return False
        return self._earlier(self.lines.current) if action in {"settle", "new_date"} else True

    def _earlier(self, record: Record | None) -> bool:
        return isinstance(record, Commitment) and record.meeting != self._meeting_id

    def action_settle(self, state: str) -> None:
        """Say what became of the promise under the cursor."""
        if (promise := self.lines.current) is not None:
            self.walk()
            settle_as(self, promise.id, CommitmentState(state), self._go_on)

    def action_new_date(self) -> None:
        """Move the promise under the cursor to a new date."""
        if (promise := self.lines.current) is not None:
            self.walk()
            ask_new_date(self, promise.id, self._go_on)

    def _go_on(self) -> None:
        """Go on to the next promise that nobody has settled yet."""
        self.update_view()
        items, place = self.lines.items, self.lines.index
        for each in (*items[place:], *items[:place]):
            if isinstance(each, Commitment) and follow_through.is_open(each):
                self.lines.select(each.id)
                return
