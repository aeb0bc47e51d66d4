"""What is written is written whole, in however many pieces the system takes it."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from storage.files import FileOps, write_all


@pytest.mark.parametrize("most", [1, 3, 8, 100])
def test_every_byte_is_written_once_and_in_order(tmp_path: Path, most: int) -> None:
    ops = cast("FileOps", SimpleNamespace(write=lambda fd, data: os.write(fd, data[:most])))
    data = bytes(range(24))
    fd = os.open(tmp_path / "file", os.O_CREAT | os.O_WRONLY)
    try:
        write_all(fd, data, ops)
    finally:
        os.close(fd)
    assert (tmp_path / "file").read_bytes() == data
