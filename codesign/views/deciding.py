"""Decisions in the making and made: what a meeting has before it, how the votes fell, which concerns stand.

Nothing here decides for the room: it says what was counted and what was heard.
"""

from collections import Counter
from collections.abc import Mapping

import msgspec

from codesign.model import FIST_SCALE, Decision, FistCounts, HowDecided, Meeting, Reservation
from codesign.records import Records
from codesign.views.attendance import here_now
from codesign.words import say

LINE = 3
"""Fewer fingers than this are a concern to hear."""

_MOST_DOTS = 5


def is_made(decision: Decision) -> bool:
    """Tell whether it was decided; until then it is in the making."""
    return decision.agreed is not None


def before_the_meeting(records: Records, meeting: Meeting) -> tuple[Decision, ...]:
    """Return the decisions that a meeting is about, oldest first in each part: its own in the making, those that
    were left in the making elsewhere, its own that were made, and those that it was agreed to look at again by
    its day."""
    parts: tuple[list[Decision], ...] = ([], [], [], [])
    replaced = {each.replaces for each in records.live(Decision) if is_made(each)}
    for each in sorted(records.live(Decision), key=lambda each: each.id):  # ids sort by time
        own = each.meeting == meeting.id
        if not is_made(each):
            parts[0 if own else 1].append(each)
        elif own:
            parts[2].append(each)
        elif each.review is not None and each.review <= meeting.on and each.id not in replaced:
            parts[3].append(each)
    return tuple(each for part in parts for each in part)


# Options and dots


def options(decision: Decision) -> tuple[str, ...]:
    """Return what can be chosen, in the order in which it was said."""
    return tuple(sorted(decision.options, key=lambda each: (decision.options[each], each)))


def bars(decision: Decision) -> tuple[tuple[str, int], ...]:
    """Return each option and its votes. An option that was taken away stays last while it has votes."""
    known = options(decision)
    gone = sorted(each for each, votes in decision.counts.items() if votes and each not in decision.options)
    return tuple((each, decision.counts.get(each, 0)) for each in (*known, *gone))


def leading(decision: Decision) -> str:
    """Return the one option that has more votes than every other; "" where there is none."""
    most = max(decision.counts.values(), default=0)
    first = [option for option, votes in bars(decision) if votes == most]
    return first[0] if most and len(first) == 1 else ""


def usual_dots(decision: Decision) -> int:
    """Return how many dots a person is asked to spend: as many as last time, or one for three options begun."""
    return decision.dots or max(1, min(_MOST_DOTS, -(-len(decision.options) // 3)))


def people_at(records: Records, decision: Decision) -> int:
    """Return how many people were counted at the meeting of a decision; 0 where nobody was."""
    meeting = records.get(Meeting, decision.meeting)
    return sum(here_now(records, meeting).values()) if meeting else 0


def dot_words(people: int, dots: int, counted: int) -> str:
    """Return what the dots add up to, against what the people have; of people who were not counted nothing is
    known."""
    if not people:
        return say("deciding.dots-unchecked", dots=dots, counted=counted)
    most = people * dots
    key = "deciding.dots-too-many" if counted > most else "deciding.dots-of"
    return say(key, people=people, dots=dots, counted=counted, most=most)


# Fingers and concerns


def below_the_line(fists: Mapping[str, FistCounts]) -> dict[str, int]:
    """Return how many people of each sector showed fewer than three fingers; sectors with none are left out."""
    below = {
        sector: sum(count for fingers, count in zip(FIST_SCALE, counts, strict=True) if fingers < LINE)
        for sector, counts in fists.items()
    }
    return {sector: people for sector, people in below.items() if people}


class Standing(msgspec.Struct, frozen=True):
    """What stands between a room and its consent."""

    asked: int
    """People who showed their fingers."""
    below: int
    """How many of them showed fewer than three."""
    heard: int
    """Concerns that were put on record."""
    waiting: int
    """Those among them that have no reply yet."""

    @property
    def unheard(self) -> int:
        """People below three of whose concerns none is on record yet."""
        return max(0, self.below - self.heard)

    @property
    def is_consent(self) -> bool:
        """Whether people were asked, and no concern below the line is left without a reply."""
        return bool(self.asked) and not self.unheard and not self.waiting


def standing(fists: Mapping[str, FistCounts], reservations: Mapping[str, Reservation]) -> Standing:
    """Return what stands after a fist to five and the concerns that were heard."""
    return Standing(
        asked=sum(map(sum, fists.values())),
        below=sum(below_the_line(fists).values()),
        heard=len(reservations),
        waiting=sum(not each.reply for each in reservations.values()),
    )


def standing_words(found: Standing) -> str:
    """Return what stands in words, such as "consent" or "2 concerns open"; "" where nobody was asked or heard."""
    if found.is_consent:
        return say("deciding.consent")
    parts = []
    if found.unheard:
        parts.append(say("deciding.to-hear", n=found.unheard))
    if found.waiting:
        parts.append(say("deciding.open", n=found.waiting))
    return ", ".join(parts)


def unheard_sector(decision: Decision) -> str:
    """Return the first sector of which more people showed fewer than three fingers than had their concerns put on
    record; "" where there is none."""
    heard = Counter(each.sector for each in decision.reservations.values())
    below = below_the_line(decision.consent)
    return next((sector for sector, people in below.items() if people > heard[sector]), "")


def usual_how(decision: Decision) -> HowDecided | None:
    """Return how it was decided, or what the counts taken so far suggest."""
    if decision.how is not None:
        return decision.how
    if decision.consent:
        found = standing(decision.consent, decision.reservations)
        return HowDecided.CONSENT if found.is_consent else HowDecided.FIST_TO_FIVE
    return HowDecided.DOT_VOTE if decision.counts else None
