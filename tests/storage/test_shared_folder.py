"""What Linux adds to the modes of a folder that several people share."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage.store import JournalStore
from tests.contract.test_store import make


class _Protected:
    """File operations in a folder of a group with the sticky bit, where all that is there is somebody else's: as
    with fs.protected_regular = 2, it can be opened but not with the flag that would make it."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(os, name)
        return _open_protected if name == "open" else real


def _open_protected(path: str, flags: int, mode: int = 0o777) -> int:
    if flags & os.O_CREAT and Path(path).exists():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return os.open(path, flags, mode)


def test_a_colleague_s_lock_can_be_taken_in_a_folder_with_the_sticky_bit(tmp_path: Path) -> None:
    folder = tmp_path / "river"
    folder.mkdir()
    make(JournalStore(folder, "device0001", tmp_path / "rescue"), 1)
    bob = JournalStore(folder, "device0002", tmp_path / "rescue", _Protected())
    make(bob, 2)
    bob.close()
