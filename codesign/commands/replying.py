"""Replying to voices: what becomes of what somebody said, and because of what."""

from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from codesign.capture import Line, LineKind
from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.commands.capture import Lines, require_words
from codesign.commands.several import told
from codesign.errors import Refused
from codesign.model import Answer, Item, Record, Reply, Voice
from codesign.records import Records
from codesign.text import clean
from codesign.views.replies import is_owed
from codesign.words import name_of, say

Pair = tuple[Record | None, Record]

_WITH_REASON = frozenset({Answer.PARK, Answer.NOT_POSSIBLE})
"""What nobody is told without a reason."""
_LEADS_ON = frozenset({Answer.ADOPT, Answer.ADAPT})
"""What something can be done about."""


def needs_reason(answer: Answer) -> bool:
    """Tell whether an answer is nothing without its reason."""
    return answer in _WITH_REASON


def leads_on(answer: Answer) -> bool:
    """Tell whether an action can follow from an answer."""
    return answer in _LEADS_ON


def replied(before: Reply | None, answer: Answer, today: date, due: date | None, by: str, me: str) -> Reply:
    """Return the reply that takes the place of another, or of none. `by` is in whose name, where that was said;
    `me` is who writes it."""
    if before is None:
        return Reply(answer, today, by or me, due)
    if before.answer is answer:
        return replace(before, by=by or before.by, due=due)
    return Reply(answer, today, by or me, due, before.first or before.on)


class ReplyTo(msgspec.Struct, frozen=True):
    """Reply to one voice or to several with the same words, or correct the reply that they have.

    A voice that got its reply since it was seen keeps that one. The day of a reply stays where only its words are
    corrected; of another answer it is today, and the first day stays on record beside it.
    """

    seen: tuple[Voice, ...]
    """The voices as the person saw them."""
    answer: Answer
    because: str = ""
    due: date | None = None
    by: str = ""
    """In whose name it is replied, where that was said: a name or a role."""
    me: str = ""
    """Who replies where nobody is named."""
    waiting_only: bool = False
    """Whether those that have a reply are left as they are: a whole theme is answered so."""
    action: bool = False
    """Whether an action card is made of it, which comes from all these voices."""
    owners: tuple[str, ...] = ()
    """Who does that action."""

    def apply(self, records: Records, make: Maker) -> Change:
        seen = [each for each in _once(self.seen) if not (self.waiting_only and each.reply)]
        meant = [each for each in seen if not _answered_since(records, each)]
        self._require(records, seen, meant)
        answer = name_of(self.answer.value, "answer")
        pairs: list[Pair] = [(each, self._replied(each, make.today)) for each in meant]
        changed = [after for before, after in pairs if before != after]
        label = told("label.replied-to", changed or meant, answer=answer)
        if left := len(_once(self.seen)) - len(meant):
            label = say("label.replied-left", what=label, n=left)
        if self.action:
            card = self._card(records, make, meant)
            pairs.append((None, card))
            label = say("label.replied-action", what=label, number=card.number)
        return change(label, *pairs)

    def _require(self, records: Records, seen: list[Voice], meant: list[Voice]) -> None:
        if not seen:
            raise Refused(say("refused.none-waits"))
        for each in seen:
            require_owed(wanted(records, Voice, each.id))
        if not meant:
            who = _reply_of(records, seen[0]).by
            raise Refused(say("refused.answered-since", number=seen[0].number, who=who or "?"))
        if needs_reason(self.answer) and not clean(self.because):
            raise Refused(say("refused.no-because", answer=name_of(self.answer.value, "answer")))
        if self.action and not leads_on(self.answer):
            raise Refused(say("refused.no-action-of", answer=name_of(self.answer.value, "answer")))

    def _replied(self, voice: Voice, today: date) -> Voice:
        reply = replied(voice.reply, self.answer, today, self.due, self.by, self.me)
        return replace(voice, reply=reply, because=self.because, also=_but_because(voice))

    def _card(self, records: Records, make: Maker, voices: list[Voice]) -> Item:
        """Return the action: what was said to be done, or where nothing was, the voice's own words."""
        numbers = tuple(each.number for each in voices)
        text = self.because if clean(self.because) else voices[0].text
        line = Line(text, LineKind.ACTION, owners=self.owners, due=self.due, answers=numbers)
        require_words(line)
        card = Lines(records, make, "", "").record(line)
        assert isinstance(card, Item)
        return card


class TakeBackReply(msgspec.Struct, frozen=True):
    """Take the replies to voices back: they wait again."""

    seen: tuple[Voice, ...]

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        meant = [each for each in _once(self.seen) if wanted(records, Voice, each.id).reply is not None]
        if not meant:
            raise Refused(say("refused.no-reply", number=self.seen[0].number))
        pairs = [(each, replace(each, reply=None, because="", also=_but_because(each))) for each in meant]
        return change(told("label.reply-taken-back", meant), *pairs)


def require_owed(voice: Voice) -> None:
    """Check that there is something to reply to.

    Raises:
        Refused: the words were withdrawn, or it is a note of the team's own.
    """
    if not is_owed(voice):
        key = "refused.withdrawn" if voice.withdrawn else "refused.reply-to-note"
        raise Refused(say(key, number=voice.number))


def _once(seen: Iterable[Voice]) -> tuple[Voice, ...]:
    """Return voices each once, as they were seen first."""
    return tuple({each.id: each for each in reversed(tuple(seen))}.values())[::-1]


def _answered_since(records: Records, seen: Voice) -> bool:
    now = records.get(Voice, seen.id)
    return seen.reply is None and now is not None and now.reply is not None


def _reply_of(records: Records, seen: Voice) -> Reply:
    found = wanted(records, Voice, seen.id).reply
    assert found is not None, "it was answered since"
    return found


def _but_because(voice: Voice) -> dict[str, tuple[str, ...]]:
    """Return the texts that stand beside others, but for the reasons, of which one is chosen by writing it."""
    return {path: texts for path, texts in voice.also.items() if path != "because"}


def voices_of(found: Iterable[Record]) -> tuple[Voice, ...]:
    """Return records as voices.

    Raises:
        Refused: one of them is none.
    """
    voices = []
    for each in found:
        if not isinstance(each, Voice):
            raise Refused(say("refused.no-voice", number=each.number))
        voices.append(each)
    return tuple(voices)
