"""What a device can take back, and what it can do again, read from the history: it outlasts the program."""

from collections.abc import Iterator

from codesign.changes import Committed


class Steps:
    """What can be taken back, and what can be done again."""

    def __init__(self) -> None:
        self.done: list[Committed] = []
        self.undone: list[Committed] = []

    @classmethod
    def of(cls, history: Iterator[Committed], device: str) -> "Steps":
        """Return the steps as this device left them."""
        steps = cls()
        for each in history:
            if each.device == device:
                steps.note(each)
        return steps

    def forget(self, records: frozenset[str]) -> None:
        """Take nothing back any more that was done to these records, by id."""
        for steps in (self.done, self.undone):
            steps[:] = [each for each in steps if records.isdisjoint(edit.id for edit in each.change.edits)]

    def note(self, done: Committed) -> None:
        """Follow one change: a new one, one taken back, or one done again."""
        if done.change.bookkeeping:
            return
        if done.change.undoes:  # most take nothing back, and are not looked for among all that was done
            for here, there in ((self.done, self.undone), (self.undone, self.done)):
                places = range(len(here) - 1, -1, -1)  # it is nearly always the last
                if (place := next((n for n in places if here[n].stamp == done.change.undoes), -1)) >= 0:
                    del here[place]
                    there.append(done)
                    return
        self.done.append(done)
        self.undone.clear()
