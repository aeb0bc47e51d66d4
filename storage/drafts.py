"""Half-typed lines, on disk at each key, so that a lost terminal costs nothing."""

import contextlib
import os
from pathlib import Path

from codesign.text import slug


class FileDrafts:
    """One small file for each draft, in the person's own state folder.

    A draft is not fsynced: it survives the end of the program, which is what happens in a meeting, and a
    key stays cheap.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, str] = {}

    def get(self, key: str) -> str:
        """Return the draft under a key, "" where there is none."""
        if key not in self._known:
            self._known[key] = ""
            with contextlib.suppress(OSError):
                self._known[key] = self._path(key).read_text("utf-8", errors="replace")
        return self._known[key]

    def put(self, key: str, text: str) -> None:
        """Keep a draft; "" forgets it. A draft that cannot be kept is no error: the text is on screen."""
        if self.get(key) == text:
            return
        self._known[key] = text
        path = self._path(key)
        with contextlib.suppress(OSError):
            if not text:
                path.unlink(missing_ok=True)
                return
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary = path.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_text(text, "utf-8", errors="replace")
            temporary.replace(path)

    def _path(self, key: str) -> Path:
        return self._folder / f"{slug(key, most=120)}.txt"


class MemoryDrafts:
    """Drafts that last as long as the program, beside `storage.memory`."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def get(self, key: str) -> str:
        """Return the draft under a key, "" where there is none."""
        return self._texts.get(key, "")

    def put(self, key: str, text: str) -> None:
        """Keep a draft in memory."""
        self._texts[key] = text
