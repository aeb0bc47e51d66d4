"""The bytes of the file that somebody names; the only place here that touches a disk."""

from pathlib import Path

from codesign.errors import NotFound, Refused
from codesign.imports.foreign import MOST_BYTES
from codesign.words import say


def file_bytes(path: Path) -> bytes:
    """Return what a file holds; "~" is the person's own folder.

    Raises:
        NotFound: there is no such file.
        Refused: it is too large, no plain file, or cannot be read.
    """
    try:
        path = path.expanduser()
        if not path.exists():
            raise NotFound(say("imports.no-file", file=path))
        if not path.is_file():
            raise Refused(say("imports.no-plain-file", file=path))
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # one too many is refused where it is decoded
    except (OSError, ValueError, RuntimeError) as error:  # "~nobody" has no home
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise Refused(say("imports.unreadable", file=path, why=why)) from error
