"""Takes words out of every file of a partnership: the one exception to append-only.

The journals are rewritten last, each put whole in the place of the old one. As long as one of them still holds the
words, whoever reads it knows that the purge is not done, and does it again from the beginning.
docs/decisions/0020-withdrawal.md says why.
"""

import contextlib
import io
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

import msgspec

from codesign.digests import digest
from codesign.model import ExportRecord
from codesign.ports import Kept, PurgeReport
from codesign.words import say
from storage.copies import DailyCopies
from storage.drafts import draft_name
from storage.files import FileOps, sync_folder, write_file
from storage.journal import FORMAT, Line, Unreadable, decode, encode, journals, split
from storage.merge import State
from storage.purging import Purges, left_of, texts_of, without_words
from storage.snapshot import SnapshotFile
from storage.stamps import moment_of
from storage.tombstones import Tombstones
from storage.wording import Wording

_TEMPORARY = re.compile(r"\..+\.(\d+)\.tmp")
_BREAK = re.compile(rb"</w:p>|<w:br/>")
_TAG = re.compile(rb"<[^<>]*>")
_ZIPPED = b"\x1f\x8b"
_kept = msgspec.json.Decoder(Kept)


class FolderPurge:
    """Takes the words that some purges take out of one partnership's folder. The lock is held meanwhile."""

    def __init__(self, folder: Path, state: State, ops: FileOps) -> None:
        """`state` is what the journals say: whose words are purged, and which documents had printed them."""
        self._folder = folder
        self._purges: Purges = state.purges
        self._records = state.records
        self._ops = ops
        self._rewritten: list[str] = []
        self._removed: list[str] = []
        self._left: list[str] = []
        self._base = folder

    @property
    def report(self) -> PurgeReport:
        """What was done so far."""
        return PurgeReport(tuple(self._rewritten), tuple(self._removed), tuple(self._left))

    def everywhere(self, rescue: Path, own: tuple[Path, ...], replaced: tuple[Path, ...]) -> PurgeReport:
        """Take the words out of the folder, out of the person's own rescued words and the folders `own` of drafts
        and the like, and out of the folders that were replaced by a backup once.

        Raises:
            OSError: the folder cannot be written.
        """
        folders = (self._folder, *replaced)
        wording = Wording(words for folder in folders for words in self._words(folder))
        for folder in own:
            self._base = folder.parent
            self._each_file(folder, lambda path, raw: self._draft(path, raw, wording))
        self._base = rescue.parent
        self._each_file(rescue, lambda path, raw: self._own_rescued(path, raw, wording))
        for folder in reversed(folders):
            self._base = folder.parent
            self._one(folder, wording)
        return self.report

    def _one(self, folder: Path, wording: Wording) -> None:
        known, _strange = journals(folder / "journal")
        copies = DailyCopies(folder).all()
        apart = {*known.values(), *copies, folder / "board.json", folder / "lock", Tombstones(folder).path}
        self._documents(folder / "exports", wording)
        for place in sorted(folder.iterdir()):
            if place.is_dir():
                deal = {"rescue": self._rescued, "quarantine": self._broken}.get(place.name, self._other)
                self._each_file(place, partial(deal, wording=wording), apart)
            elif place not in apart:
                self._file(place, lambda path, raw: self._other(path, raw, wording))
        for copy in copies:
            self._copy(copy, wording)
        with contextlib.suppress(FileNotFoundError):
            self._ops.unlink(str(folder / "board.json"))  # a cache, and soon another
            sync_folder(folder, self._ops)
        for path in known.values():
            self._file(path, lambda path, raw: self._journal(path, raw, wording))

    # What the words are

    def _words(self, folder: Path) -> Iterator[str]:
        """Yield the texts in a folder's journals that are purged."""
        known, _strange = journals(folder / "journal")
        for path in known.values():
            with contextlib.suppress(PermissionError):
                for line, _crc in _lines(path.read_bytes()):
                    yield from self._texts_gone(line) if line else ()

    def _texts_gone(self, line: Line) -> Iterator[str]:
        for edit in line.edits:
            if (left := left_of(edit, line, self._purges)) is not edit:
                yield from set(texts_of(edit)) - set(texts_of(left))

    # Each kind of file

    def _each_file(
        self, folder: Path, deal: Callable[[Path, bytes], None], apart: set[Path] | None = None
    ) -> None:
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                if path.is_file() and not path.is_symlink() and path not in (apart or set()):
                    self._file(path, deal)

    def _file(self, path: Path, deal: Callable[[Path, bytes], None]) -> None:
        try:
            if _is_left_over(path):
                self._remove(path)
            else:
                deal(path, path.read_bytes())
        except PermissionError as error:
            self._left.append(say("withdrawn.closed", file=self._name(path), why=error.strerror or error))

    def _journal(self, path: Path, raw: bytes, wording: Wording) -> None:
        left, before, now = [], 0, 0
        for (line, crc), text in zip(_lines(raw), split(raw), strict=True):
            if line is None:
                if not self._is_part(text, wording):
                    left.append(text)
                continue
            kept = without_words(line, self._purges)
            linked = line.after == before
            if kept is line and (not linked or before == now):
                before = now = crc
            else:
                after = now if linked else line.after
                text, now = encode(msgspec.structs.replace(kept, v=FORMAT, after=after))  # noqa: PLW2901
                before = crc
            left.append(text)
        self._put(path, raw, b"".join(left))

    def _copy(self, path: Path, wording: Wording) -> None:
        """Take the words out of the copy of a day."""
        state = State()
        spans = SnapshotFile(path).load(state)
        if spans is None:
            self._file(path, lambda path, raw: self._broken(path, raw, wording))
            return
        state.unpurged = False
        state.purge(self._purges)
        if state.unpurged:
            state.unpurged = False
            self._file(path, lambda path, raw: self._put(path, raw, SnapshotFile(path).whole(state, spans)))

    def _own_rescued(self, path: Path, raw: bytes, wording: Wording) -> None:
        with contextlib.suppress(msgspec.MsgspecError):
            if _kept.decode(raw).partnership == self._folder.name:
                self._rescued(path, raw, wording)
            return
        self._broken(path, raw, wording)

    def _rescued(self, path: Path, raw: bytes, wording: Wording) -> None:
        """Take the words out of a change that could not be saved."""
        try:
            kept = _kept.decode(raw)
        except msgspec.MsgspecError:
            self._broken(path, raw, wording)
            return
        before = Line(FORMAT, "", 0, "", kept.by, kept.at, kept.change.label, kept.change.edits)
        begun = kept.at - timedelta(milliseconds=1)  # stamps count in whole ones
        earlier = {each: stamps for each, stamps in self._purges.items() if begun < moment_of(stamps[-1])}
        left = without_words(before, earlier)
        change = msgspec.structs.replace(kept.change, label=left.label, edits=left.edits)
        form = msgspec.to_builtins(msgspec.structs.replace(kept, change=change))
        if (cleaned := wording.taken_from_all(form)) != msgspec.to_builtins(kept):
            self._put(path, raw, msgspec.json.format(msgspec.json.encode(cleaned), indent=2))

    def _draft(self, path: Path, raw: bytes, wording: Wording) -> None:
        """Forget a draft that was begun on a purged record, or holds words of one, half of them typed."""
        if path.suffix not in {".txt", ".tmp"}:
            self._other(path, raw, wording)
        elif path.name in self._draft_names or wording.partly_in(raw):
            self._remove(path)

    @cached_property
    def _draft_names(self) -> frozenset[str]:
        found = (self._records.find(each) for each in self._purges)
        numbers = [each.number for each in found if each is not None]
        return frozenset(
            draft_name(f"{self._folder.name} {what} {n}") for n in numbers for what in ("edit", "note", "split")
        )

    def _broken(self, path: Path, raw: bytes, wording: Wording) -> None:
        """Take the words out of bytes that could not be read; where that cannot be done, they go."""
        if self._is_part(raw, wording):
            cleaned = _cleaned_json(raw, wording)
            if cleaned is None or wording.partly_in(cleaned):
                self._remove(path)
            else:
                self._put(path, raw, cleaned)

    def _is_part(self, raw: bytes, wording: Wording) -> bool:
        return wording.partly_in(raw) or any(each.encode() in raw for each in self._purges)

    def _documents(self, folder: Path, wording: Wording) -> None:
        """Remove the documents that hold the words, in whatever form, and that nobody has edited since."""

        def deal(path: Path, raw: bytes) -> None:
            for export in written.get(path.name, ()):
                if digest(raw) == export.digest and (self._had_printed(export) or _says(raw, wording)):
                    self._remove(path)
                    return

        written: dict[str, list[ExportRecord]] = {}
        for export in self._records.all(ExportRecord):
            written.setdefault(export.file, []).append(export)
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file() and not path.is_symlink():
                self._file(path, deal)

    def _had_printed(self, export: ExportRecord) -> bool:
        if f"{export.id}/lines" in self._purges:
            return True
        fields = {key.partition("/")[0] for key in self._purges if "/" in key}
        return any(
            (not item.text and item.record in self._purges) or item.record in fields
            for item in export.items.values()
        )

    def _other(self, path: Path, raw: bytes, wording: Wording) -> None:
        """Take the words out of a file that somebody else made or edited."""
        if raw.startswith(_ZIPPED):
            self._left.append(say("withdrawn.zipped", file=self._name(path)))
            return
        if is_zipfile(io.BytesIO(raw)):
            if _says(raw, wording):
                self._left.append(say("withdrawn.packed", file=self._name(path)))
            return
        cleaned = _cleaned_json(raw, wording)
        if cleaned is None:
            with contextlib.suppress(UnicodeDecodeError):
                cleaned = wording.taken_from(raw.decode()).encode()
        if cleaned is not None:
            self._put(path, raw, cleaned)

    # Changing files

    def _put(self, path: Path, before: bytes, now: bytes) -> None:
        if now != before:
            write_file(path, now, stat.S_IMODE(path.stat().st_mode), self._ops)
            self._rewritten.append(self._name(path))

    def _remove(self, path: Path) -> None:
        self._ops.unlink(str(path))
        sync_folder(path.parent, self._ops)
        self._removed.append(self._name(path))

    def _name(self, path: Path) -> str:
        return path.relative_to(self._base).as_posix() if path.is_relative_to(self._base) else str(path)


def _lines(raw: bytes) -> Iterator[tuple[Line | None, int]]:
    """Yield each line of a journal with its crc; None for one that cannot be read."""
    for text in split(raw):
        try:
            if not text.endswith(b"\n"):
                raise Unreadable("torn")
            yield decode(text[:-1])
        except Unreadable:
            yield None, 0


def _cleaned_json(raw: bytes, wording: Wording) -> bytes | None:
    """Return JSON, or a line of a journal, without the words; None where it is neither."""
    for head in (0, 9):
        with contextlib.suppress(msgspec.MsgspecError, RecursionError):
            value = msgspec.json.decode(raw[head:])
            cleaned = wording.taken_from_all(value)
            return raw if cleaned == value else raw[:head] + msgspec.json.encode(cleaned)
    return None


def _says(raw: bytes, wording: Wording) -> bool:
    """Tell whether a document says one of these texts; of one that is packed, any file in it."""
    if not is_zipfile(io.BytesIO(raw)):
        return _is_said(raw, wording)
    try:
        with ZipFile(io.BytesIO(raw)) as packed:
            return any(
                _is_said(_TAG.sub(b"", _BREAK.sub(b"\n", packed.read(name))), wording)
                for name in packed.namelist()
            )
    except (BadZipFile, zlib.error, RuntimeError, NotImplementedError):  # broken, locked, or of a newer kind
        return True


def _is_said(raw: bytes, wording: Wording) -> bool:
    text = raw.decode("utf-8", "replace")
    return wording.is_in(text)


def _is_left_over(path: Path) -> bool:
    """Tell whether a file is what a process that is gone has left half-written."""
    if not (found := _TEMPORARY.fullmatch(path.name)):
        return False
    try:
        os.kill(int(found[1]), 0)
    except ProcessLookupError:
        return True
    except (OverflowError, OSError):
        return False
    return int(found[1]) == os.getpid()
