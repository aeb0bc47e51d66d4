"""The questions of a meeting or of a partnership, as they are asked."""

from collections.abc import Mapping

import msgspec

from codesign.model import Meeting, Partnership, Question
from codesign.views import clock


class Asked(msgspec.Struct, frozen=True):
    """A question with the number by which sheets and people name it."""

    key: str
    number: int
    text: str
    block: str = ""
    """Key of its block, "" for none."""


def asked(holder: Meeting | Partnership) -> tuple[Asked, ...]:
    """Return the questions that are asked, in the order of their blocks and then of their numbers."""
    blocks = clock.order(holder.blocks) if isinstance(holder, Meeting) else ()
    places = {key: n for n, (key, _depth) in enumerate(blocks)}
    found = [
        Asked(key, number, question.text, question.block if question.block in places else "")
        for key, (number, question) in numbered(holder.questions).items()
        if not question.out
    ]
    return tuple(sorted(found, key=lambda each: (places.get(each.block, len(places)), each.number)))


def numbered(questions: Mapping[str, Question]) -> dict[str, tuple[int, Question]]:
    """Return every question, taken out or not, with a number of its own.

    Two devices apart from each other may have given one number to two questions. The first keeps it; the other
    gets the next that is free above all, the same one on every device.
    """
    found: dict[str, tuple[int, Question]] = {}
    given: set[int] = set()
    highest = next_number(questions)
    for key, question in sorted(questions.items(), key=lambda item: item[0]):
        number = question.number
        if number in given:
            number, highest = highest, highest + 1
        given.add(number)
        found[key] = (number, question)
    return found


def next_number(questions: Mapping[str, Question]) -> int:
    """Return the number after the highest that was given."""
    return max((each.number for each in questions.values()), default=0) + 1
