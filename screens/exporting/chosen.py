"""What somebody chose to export, as it comes back: a draft of this person's for this partnership."""

import contextlib

import msgspec

from codesign.model import Audience
from codesign.opened import OpenPartnership
from exports.formats import Format


class Chosen(msgspec.Struct, frozen=True, omit_defaults=True):
    """For whom, in which forms, which documents, and where to."""

    audience: Audience = Audience.PARTNERS
    forms: frozenset[Format] = frozenset()
    """None for each document in its usual one."""
    marked: frozenset[str] = frozenset()
    """The documents that are marked, by their keys."""
    folder: str = ""
    """Absolute; "" for the partnership's own."""


def remembered(opened: OpenPartnership) -> Chosen:
    """Return what was chosen last; what another version of the program kept, and cannot be read, is forgotten."""
    kept = opened.drafts.get(_key(opened))
    with contextlib.suppress(msgspec.DecodeError):
        return msgspec.json.decode(kept, type=Chosen)
    return Chosen()


def remember(opened: OpenPartnership, chosen: Chosen) -> None:
    """Keep what is chosen."""
    kept = "" if chosen == Chosen() else msgspec.json.encode(chosen, order="deterministic").decode()
    opened.drafts.put(_key(opened), kept)


def _key(opened: OpenPartnership) -> str:
    return f"{opened.folder} exporting"
