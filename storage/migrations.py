"""Reads what older versions of the program wrote: their lines are brought up to the form of today, step by step.

The journals stay as they were written; a snapshot of another version is not believed and made anew from them.
When the form of records or lines changes, FORMAT in storage/journal.py and SCHEMA in codesign/model go up by one,
the step from the version before is added here, and a fixture of that version joins tests/fixtures.
"""

from collections.abc import Callable, Mapping

import msgspec

from codesign.changes import Edit
from codesign.model import SCHEMA

Step = Callable[[Edit], Edit]
"""Turns an edit of one version into the same edit of the next."""

STEPS: Mapping[int, Step] = {}
"""The step from each version; the first version is 1, and there has been no other yet."""


def brought_up(edits: tuple[Edit, ...], version: int) -> tuple[Edit, ...]:
    """Return edits of an older version in today's form."""
    for step in (STEPS[each] for each in sorted(STEPS) if each >= version):
        edits = tuple(map(step, edits))
    return tuple(map(_of_today, edits))


def _of_today(edit: Edit) -> Edit:
    """Say of what an edit makes that it has today's form."""
    if "schema" not in edit.now:
        return edit
    return msgspec.structs.replace(edit, now={**edit.now, "schema": SCHEMA})
