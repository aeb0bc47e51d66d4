"""A disk whose power can fail: what was done to it, and everything that may be left of it.

Nothing is on the disk but what was synced. Of the rest anything may be there: of a file's unsynced bytes any part,
in any order, with zeros where the file had grown and the bytes had not come; of a folder's unsynced names any
selection. Real file systems do less harm than this. Two things are taken for granted, as every journaling file
system grants them: a rename is done or not done, and an fsync that succeeds tells the truth.
"""

import contextlib
import errno
import itertools
import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_PAGE = 4096
_OPTIONS = 40
"""The most torn contents that are tried for one file at one moment."""

Tree = Mapping[str, bytes | None]
"""What a disk holds: contents by path; None for a folder."""


@dataclass(frozen=True)
class Made:
    folder: int
    name: str
    node: int
    is_folder: bool


@dataclass(frozen=True)
class Moved:
    folder: int
    name: str
    to: str
    node: int


@dataclass(frozen=True)
class Removed:
    folder: int
    name: str


@dataclass(frozen=True)
class Wrote:
    node: int
    data: bytes


@dataclass(frozen=True)
class Overwrote:
    """Bytes written at the beginning of a file."""

    node: int
    data: bytes


@dataclass(frozen=True)
class Shortened:
    node: int
    length: int


@dataclass(frozen=True)
class Synced:
    node: int


Naming = Made | Moved | Removed
Filling = Wrote | Overwrote | Shortened
Operation = Naming | Filling | Synced


class Killed(BaseException):
    """Raised in the middle of a process that is killed; no `except Exception` saves it."""


class Recorder:
    """Writes down what processes do below a folder. Every file and folder has a number of its own for ever."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.operations: list[Operation] = []
        self.nodes = {str(base): 0}
        self._given = itertools.count(1)

    def made(self, path: str, *, is_folder: bool) -> None:
        """Note a new file or folder."""
        self.nodes[path] = next(self._given)
        folder, name = os.path.split(path)
        self.operations.append(Made(self.nodes[folder], name, self.nodes[path], is_folder))


class Process:
    """The file operations of one process, which are done and written down: implements storage.files.FileOps."""

    def __init__(self, recorder: Recorder, left: int | None = None) -> None:
        self._recorder = recorder
        self._nodes: dict[int, int] = {}
        self.left = left
        """How many operations it lives to do; None for all."""
        self.next_write = ""
        """What becomes of the next write: "killed" in the middle of it, or "full" after half of it."""

    def _step(self) -> None:
        if self.left is not None:
            if self.left == 0:
                raise Killed
            self.left -= 1

    def _note(self, operation: Operation) -> None:
        self._recorder.operations.append(operation)

    def open(self, path: str, flags: int, mode: int = 0o777) -> int:
        known = path in self._recorder.nodes
        if flags & (os.O_CREAT | os.O_TRUNC):
            self._step()
        fd = os.open(path, flags, mode)
        if flags & os.O_CREAT and not known:
            self._recorder.made(path, is_folder=False)
        elif flags & os.O_TRUNC:
            self._note(Shortened(self._recorder.nodes[path], 0))
        self._nodes[fd] = self._recorder.nodes.get(path, -1)
        return fd

    def write(self, fd: int, data: bytes) -> int:
        self._step()
        if self.next_write:
            end, self.next_write = self.next_write, ""
            data = data[: len(data) // 2]
            self._note(Wrote(self._nodes[fd], data))
            os.write(fd, data)
            if end == "killed":
                self.left = 0
                raise Killed
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._note(Wrote(self._nodes[fd], data))
        return os.write(fd, data)

    def pwrite(self, fd: int, data: bytes, offset: int) -> int:
        self._step()
        assert offset == 0, "a write elsewhere is not modelled"
        self._note(Overwrote(self._nodes[fd], data))
        return os.pwrite(fd, data, offset)

    def fsync(self, fd: int) -> None:
        self._step()
        self._note(Synced(self._nodes[fd]))

    def fdatasync(self, fd: int) -> None:
        # it leaves out times and modes only; the length of a file that has grown is synced
        self.fsync(fd)

    def ftruncate(self, fd: int, length: int) -> None:
        self._step()
        self._note(Shortened(self._nodes[fd], length))
        os.ftruncate(fd, length)

    def fchmod(self, fd: int, mode: int) -> None:
        self._step()
        os.fchmod(fd, mode)

    def replace(self, src: str, dst: str) -> None:
        self._step()
        Path(src).replace(dst)
        nodes = self._recorder.nodes
        assert Path(src).parent == Path(dst).parent, "a rename across folders is not modelled"
        nodes[dst] = nodes.pop(src)
        folder, name = os.path.split(src)
        self._note(Moved(nodes[folder], name, Path(dst).name, nodes[dst]))

    def unlink(self, path: str) -> None:
        self._step()
        Path(path).unlink()
        folder, name = os.path.split(path)
        del self._recorder.nodes[path]
        self._note(Removed(self._recorder.nodes[folder], name))

    def mkdir(self, path: str, mode: int = 0o777) -> None:
        self._step()
        Path(path).mkdir(mode)
        self._recorder.made(path, is_folder=True)

    def close(self, fd: int) -> None:
        self._nodes.pop(fd, None)
        os.close(fd)

    def end(self) -> None:
        """Let go of everything, as the system does for a process that is dead."""
        for fd in tuple(self._nodes):
            with contextlib.suppress(OSError):
                self.close(fd)


@dataclass
class Disk:
    """What is surely on the disk, and what may be."""

    contents: dict[int, bytes] = field(default_factory=dict)
    filling: dict[int, list[Filling]] = field(default_factory=dict)
    names: dict[int, dict[str, int]] = field(default_factory=lambda: {0: {}})
    naming: dict[int, list[Naming]] = field(default_factory=dict)

    def do(self, operation: Operation) -> None:
        """Take in an operation."""
        match operation:
            case Made(folder, _name, node, is_folder):
                if is_folder:
                    self.names[node] = {}
                else:
                    self.contents[node] = b""
                self.naming.setdefault(folder, []).append(operation)
            case Moved(folder) | Removed(folder):
                self.naming.setdefault(folder, []).append(operation)
            case Wrote(node) | Overwrote(node) | Shortened(node):
                self.filling.setdefault(node, []).append(operation)
            case Synced(node) if node in self.names:
                self.names[node] = _named(self.names[node], self.naming.pop(node, []))
            case Synced(node) if node in self.contents:
                self.contents[node] = _filled(self.contents[node], self.filling.pop(node, []))
            case _:
                pass  # a folder above the one that is watched

    def states(self, most: int, chance: random.Random) -> Iterator[Tree]:
        """Yield what a power cut may leave: every combination, or as many as `most` of them, drawn by chance."""
        folders = [(node, _selections(self.names[node], waiting)) for node, waiting in self.naming.items()]
        files = [(node, _torn(self.contents[node], waiting, chance)) for node, waiting in self.filling.items()]
        sizes = [*(len(options) for _node, options in folders), *(len(options) for _node, options in files)]
        picks: Iterator[tuple[int, ...]]
        total = 1
        for size in sizes:
            total *= size
        if total <= most:
            picks = itertools.product(*map(range, sizes))
        else:
            # nothing of it came, all of it came, and what chance gives
            ends = [(0,) * len(sizes), tuple(size - 1 for size in sizes)]
            picks = iter(ends + [tuple(map(chance.randrange, sizes)) for _ in range(most - 2)])
        for pick in picks:
            names = self.names | {node: found[n] for (node, found), n in zip(folders, pick, strict=False)}
            rest = pick[len(folders) :]
            contents = self.contents | {node: found[n] for (node, found), n in zip(files, rest, strict=True)}
            tree: dict[str, bytes | None] = {}
            _grow(tree, "", 0, names, contents)
            yield tree


def _grow(
    tree: dict[str, bytes | None],
    path: str,
    node: int,
    names: Mapping[int, Mapping[str, int]],
    contents: Mapping[int, bytes],
) -> None:
    for name, child in names[node].items():
        tree[path + name] = contents.get(child)
        if child in names:
            _grow(tree, f"{path}{name}/", child, names, contents)


def _named(names: Mapping[str, int], done: list[Naming]) -> dict[str, int]:
    found = dict(names)
    for each in done:
        match each:
            case Made(_folder, name, node):
                found[name] = node
            case Moved(_folder, name, to, node):
                found[to] = node
                if found.get(name) == node:
                    del found[name]
            case Removed(_folder, name):
                found.pop(name, None)
    return found


def _selections(names: Mapping[str, int], waiting: list[Naming]) -> list[dict[str, int]]:
    """Return the lists of names that a folder may have: any selection of the last few, all that were before."""
    before, last = waiting[:-5], waiting[-5:]
    chosen: list[list[Naming]] = [waiting[:n] for n in range(len(before))]
    for picks in itertools.product((False, True), repeat=len(last)):
        chosen += [[*before, *itertools.compress(last, picks)]]
    found: list[dict[str, int]] = []
    for each in chosen:
        if (made := _named(names, each)) not in found:
            found.append(made)
    return found


def _filled(content: bytes, done: list[Filling]) -> bytes:
    for each in done:
        match each:
            case Wrote(_node, data):
                content += data
            case Overwrote(_node, data):
                content = data + content[len(data) :]
            case Shortened(_node, length):
                content = content[:length]
    return content


def _torn(content: bytes, waiting: list[Filling], chance: random.Random) -> list[bytes]:
    """Return what may be in a file: first what was surely there, last what was written."""
    found = [content]
    for n, each in enumerate(waiting):
        before = _filled(content, waiting[:n])
        after = _filled(content, waiting[: n + 1])
        found.append(after)
        if isinstance(each, Wrote):
            found += (before + part for part in _parts(each.data, len(before), chance))
        if len(after) > len(content):  # all that had not come before this is zeros
            found.append(content + b"\0" * (len(after) - len(content)))
            found.append(content + b"\0" * max(0, len(before) - len(content)) + after[len(before) :])
    whole = _filled(content, waiting)
    between = [each for each in dict.fromkeys(found) if each not in {content, whole}]
    if len(between) > _OPTIONS:
        between = chance.sample(between, _OPTIONS)
    return [content, *between, whole]


def _parts(data: bytes, begins: int, chance: random.Random) -> Iterator[bytes]:
    """Yield what may have come of one write: its beginning, or some of its pages, or nothing but its length."""
    length = len(data)
    middle = chance.randrange(length + 1)
    for cut in sorted({1, 8, 9, 10, middle, length - 2, length - 1} & set(range(1, length))):
        yield data[:cut]
    yield b"\0" * length
    yield data[:middle] + b"\0" * (length - middle)
    yield b"\0" * middle + data[middle:]
    edges = [0, *range(_PAGE - begins % _PAGE, length, _PAGE), length]
    pages = [data[begin:end] for begin, end in itertools.pairwise(edges)]
    if len(pages) > 1:
        for lost in range(len(pages)):
            yield b"".join(b"\0" * len(page) if n == lost else page for n, page in enumerate(pages))
        for _ in range(4):
            yield b"".join(page if chance.random() < 0.5 else b"\0" * len(page) for page in pages)
