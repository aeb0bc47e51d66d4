"""Writing down who governs the words of a meeting or a voice, and that they released them."""

from codesign.commands.governing import Govern, Release
from codesign.model import Governance, Record
from codesign.permissions import governing
from codesign.text import folded
from codesign.words import say
from screens.dialogs.asked import Field, Values
from screens.dialogs.form import FormScreen
from screens.dialogs.withdraw import Asker


def govern(screen: Asker, record_id: str) -> None:
    """Ask who governs a record, under which agreement, and whether they review and have released it."""
    opened = screen.opened
    record = opened.records.find(record_id)
    if record is None:
        return
    seen = governing(opened.records, record)

    def accept(values: Values) -> str:
        review = _yes(values["review"])
        if review is None:
            return say("govern.yes-or-no", text=values["review"])
        return _write(screen, record, seen, values, review=review)

    fields = [
        Field("governor", say("govern.governor"), seen.governor if seen else ""),
        Field("agreement", say("govern.agreement-field"), seen.agreement if seen else ""),
        Field("review", say("govern.review-field"), say("fields.yes" if seen and seen.review else "fields.no")),
        Field("released", say("govern.released-field"), seen.released_by if seen else ""),
    ]
    title = say("govern.title", number=record.number)
    draft = f"{opened.folder} govern {record.number}"
    screen.app.push_screen(FormScreen(title, fields, opened.drafts, draft, accept), lambda _: screen.update_view())


def _write(screen: Asker, record: Record, seen: Governance | None, values: Values, *, review: bool) -> str:
    """Write down what was said, and return why that could not be done, "" where it could."""
    released = values["released"].strip()
    was = seen or Governance("")
    if (values["governor"], values["agreement"], review) != (was.governor, was.agreement, was.review):
        command = Govern(record.id, values["governor"], values["agreement"], review=review)
        if problem := screen.complaint(command):
            return problem
    found = governing(screen.opened.records, record)
    if released and found is not None and found.is_waiting:
        return screen.complaint(Release(record.id, released))
    return ""


def _yes(text: str) -> bool | None:
    """Return whether somebody typed yes or no, or a beginning of either; None for something else."""
    typed = folded(text.strip())
    for word, answer in ((say("fields.yes"), True), (say("fields.no"), False)):
        if folded(word).startswith(typed):
            return answer and bool(typed)
    return None
