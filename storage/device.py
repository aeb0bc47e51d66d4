"""The device's own id. It lies outside the data folder, so that a copied folder does not bring it along."""

import contextlib
import re
import secrets
from pathlib import Path

from storage.files import write_file


def device_id(state_folder: Path) -> str:
    """Return this device's id, making it on first use: 10 small letters and digits.

    Where the folder cannot be written the id lasts for this process only; its journal file is then one of
    its own, and nothing is lost.
    """
    path = state_folder / "device"
    with contextlib.suppress(OSError):
        found = path.read_text("ascii", errors="replace").strip()
        if re.fullmatch("[0-9a-z]{8,32}", found):
            return found
    made = secrets.token_hex(5)
    with contextlib.suppress(OSError):
        state_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_file(path, f"{made}\n".encode(), 0o600)
    return made
