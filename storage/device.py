"""The device's own id. It lies outside the data folder, so that a copied folder does not bring it along."""

import contextlib
import os
import re
from pathlib import Path

from storage.files import SYSTEM, FileOps, make_own_folders, write_file


def device_id(state_folder: Path, ops: FileOps = SYSTEM) -> str:
    """Return this device's id, making it on first use: 10 small letters and digits.

    Where the folder cannot be read or written the id lasts for this process only; its journal file is then one
    of its own, and nothing is lost.
    """
    path = state_folder / "device"
    made = os.urandom(5).hex()
    try:
        found = path.read_text("utf-8", errors="replace").strip()
    except FileNotFoundError:
        found = ""
    except OSError:
        return made  # it may well be there, and must not be replaced
    if re.fullmatch("[0-9a-z]{8,32}", found):
        return found
    with contextlib.suppress(OSError):
        make_own_folders(state_folder, ops)
        write_file(path, f"{made}\n".encode(), 0o600, ops)
    return made
