"""Where words go whose commit failed: a file of their own, as near to the data as can be written.

Nothing is lost by a file lying there: it is listed until somebody brings it back or puts it away, and what was
put away still lies in `done/` beside it.
"""

import contextlib
import os
from datetime import datetime
from pathlib import Path

import msgspec

from codesign.changes import Change
from codesign.errors import NotFound, NotSaved
from codesign.ports import Kept
from codesign.words import say
from storage.files import SYSTEM, FileOps, make_own_folders, write_file

_DONE = "done"
_decoder = msgspec.json.Decoder(Kept)


class Rescue:
    """The rescued changes of one partnership: in its folder, or else in the person's own."""

    def __init__(self, folder: Path, own_folder: Path, ops: FileOps = SYSTEM) -> None:
        self._partnership = folder.name
        self._folders = (folder / "rescue", own_folder)
        self._ops = ops

    def keep(self, change: Change, by: str, at: datetime) -> str:
        """Write a change that could not be committed into the first folder that takes it.

        Returns:
            The file's path, "" where none could be written.
        """
        # a moment comes twice where a clock is set back; whatever is kept already must not be written over
        name = f"{at:%Y%m%dT%H%M%S}-{at.microsecond:06d}-{os.urandom(3).hex()}"
        kept = Kept(name, self._partnership, by, at, change)
        raw = msgspec.json.format(msgspec.json.encode(kept), indent=2)
        for folder in self._folders:
            with contextlib.suppress(OSError):
                make_own_folders(folder, self._ops)
                path = folder / f"{name}.json"
                write_file(path, raw, 0o600, self._ops)
                return str(path)
        return ""

    def kept(self) -> tuple[Kept, ...]:
        """Return what lies there of this partnership, oldest first. A file that cannot be read is passed over."""
        found = {kept.name: kept for _path, kept in self._all()}
        return tuple(found[name] for name in sorted(found))

    def _all(self) -> list[tuple[Path, Kept]]:
        found = []
        for folder in self._folders:
            for path in sorted(folder.glob("*.json")):
                with contextlib.suppress(OSError, msgspec.MsgspecError):
                    kept = _decoder.decode(path.read_bytes())
                    if kept.partnership == self._partnership:
                        found.append((path, msgspec.structs.replace(kept, name=path.stem)))
        return found

    def settle(self, name: str) -> None:
        """Put one away, because it was brought back or is not wanted.

        Raises:
            NotFound: there is none of that name.
            NotSaved: it cannot be moved.
        """
        paths = [path for path, kept in self._all() if kept.name == name]
        if not paths:
            raise NotFound(say("rescue.none-of-name", name=name))
        for path in paths:
            try:
                make_own_folders(path.parent / _DONE, self._ops)
                self._ops.replace(str(path), str(path.parent / _DONE / path.name))
            except OSError as error:
                raise NotSaved(say("store.failed", folder=path.parent, why=error.strerror)) from error
