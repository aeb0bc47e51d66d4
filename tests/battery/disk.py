"""What a disk, its owner and the clock can do to a store: on a real one, with the message that people read."""

from pathlib import Path

from tests.battery import clocks, readers, scarce, users
from tests.battery.apart import apart, gather
from tests.battery.cases import Battery, Size, Tally


def full_disk(size: Size, folder: Path) -> Tally:
    """Fill a real disk that nobody else sees."""
    return apart(scarce.full_disk, size, folder, mounts=True)


def file_size_limit(size: Size, folder: Path) -> Tally:
    """Limit the size of files in a process of its own."""
    return apart(scarce.file_size_limit, size, folder)


def read_only_folder(size: Size, folder: Path) -> Tally:
    """Take the right to write away, by modes and by a mount."""
    tally = apart(readers.by_modes, size, folder / "modes")
    gather(tally, apart(readers.by_mount, size, folder / "mount", mounts=True))
    return tally


def second_user(size: Size, folder: Path) -> Tally:
    """Let two people share a folder, and what one person leaves there."""
    tally = apart(users.alone, size, folder / "alone")
    gather(tally, apart(users.sharing, size, folder / "sharing", users=True))
    return tally


BATTERIES = (
    Battery(
        "full disk",
        "what was acknowledged stays, the message says what to do, the words are kept where there is any room, "
        "and with room again the store goes on",
        full_disk,
        needs="root",
    ),
    Battery("file size limit", "the same where a write stops in the middle", file_size_limit),
    Battery(
        "read-only folder",
        "everything can be read, nothing is touched, the message says so, the words are kept elsewhere",
        read_only_folder,
        needs="root",
    ),
    Battery(
        "a second Unix user",
        "both write and both read under any umask, no mode is wider than the folder's, each has a device of their "
        "own, and who may only read touches nothing",
        second_user,
        needs="root",
    ),
    Battery(
        "clock years off",
        "no text is lost, one's own work takes effect and keeps its order, and all come to show the same",
        clocks.clocks_off,
    ),
)
