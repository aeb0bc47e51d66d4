"""Where each platform keeps a person's own files."""

import os
import sys
from pathlib import Path

_NAME = "codesign"
_XDG = {"data": ".local/share", "state": ".local/state", "config": ".config"}
"""Where the XDG standard puts each kind of file in somebody's home, where no variable says otherwise."""


def own_folder(kind: str) -> Path:
    """Return the person's folder for a kind of files: "data", "state" or "config".

    On Linux a variable or the home says it. platformdirs, which knows all else, takes longer to import than most
    commands take to run.
    """
    if sys.platform == "linux":
        found = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
        home = os.environ.get("HOME", "")
        for folder in (found, os.path.join(home, _XDG[kind])):  # noqa: PTH118 - a home may be ""
            if os.path.isabs(folder):  # noqa: PTH117 - Path would make "" the present folder
                return Path(folder, _NAME)
    import platformdirs

    path: Path = getattr(platformdirs, f"user_{kind}_path")(_NAME, appauthor=False)
    return path
