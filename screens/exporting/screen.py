"""Choosing what leaves: documents, readers, formats and a folder; what each would say; and writing them all."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from codesign.model import Audience
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say
from exports.formats import Format
from exports.offered import Offered, State, offered, states
from exports.several import Begun, Leaving, Left, Setting, files, summary
from screens.acts import Act, bindings
from screens.aside import Aside
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice
from screens.everywhere import in_partnership
from screens.exporting.chosen import remember, remembered
from screens.exporting.rows import Heading, Row, draw_result, draw_row, key_of, kind_words, rows_of, state_words
from screens.exporting.writing import Writing
from screens.glyphs import BETWEEN
from screens.light import company
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.detail import Detail
from screens.widgets.lines import Line, shown, wrapped
from screens.widgets.pathline import PathLine
from screens.widgets.toned import Tone


class Results(BlockList[Left]):
    """What became of files, those that failed in red."""

    TONES: ClassVar[Mapping[str, Tone]] = {**BlockList.TONES, "bad": Tone("error", style="bold")}


class ExportingScreen(PartnershipScreen[None]):
    """A list of all documents that there can be; once some were written, a list of what became of each file."""

    CSS_PATH = "exporting.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("exporting.preview", "enter,p", "preview", foot=True),
            Act("exporting.mark", "space", "mark", foot=True),
            Act("exporting.mark-all", "A", "mark_all"),
            Act("exporting.audience", "a", "audience", foot=True),
            Act("exporting.forms", "f", "forms", foot=True),
            Act("exporting.folder", "e", "folder", foot=True),
            Act("exporting.write", "w", "write", foot=True),
            Act("exporting.review", "r", "review"),
            Act("exporting.stop", "escape,q", "stop", foot=True),
            Act("exporting.take", "", "while_typing", foot=True, key="enter"),
            Act("exporting.complete", "", "while_typing", foot=True, key="tab"),
            Act("exporting.leave", "", "while_typing", foot=True, key="escape"),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "exporting"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, exports: Path) -> None:
        """Show what can leave; documents go to that folder unless somebody names another."""
        super().__init__(opened)
        self._exports = exports
        self._chosen = remembered(opened)
        self._found: tuple[Offered, ...] = ()
        self._states: Mapping[str, State] = {}
        self._looking: Aside[dict[str, State]] = Aside(self, self._take_states)
        self._writing: Writing | None = None
        self._results: tuple[Left, ...] = ()

    def _show_light(self) -> None:
        """Show who is here, but no light: "saved" would be read as if the documents were written."""
        self.query_one("#title", Bar).right = company(self.opened.others)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Heading | Row](
            self._draw,
            key=key_of,
            stops=lambda row: isinstance(row, Row),
            empty=say("exporting.nothing"),
            id="documents",
        )
        yield Results(draw_result, key=lambda each: each.leaving.key, id="results")
        yield PathLine(say("exporting.folder-placeholder"))
        yield Detail(id="about")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what there is."""
        self.query_one(PathLine).add_class("away")
        self.update_view()
        self._show_list()

    # What is shown

    @property
    def _documents(self) -> BlockList[Heading | Row]:
        return self.query_one("#documents", BlockList)

    @property
    def _current(self) -> Offered | None:
        row = self._documents.current if self.is_mounted else None
        return row.document if isinstance(row, Row) else None

    @property
    def _folder(self) -> Path:
        return Path(self._chosen.folder) if self._chosen.folder else self._exports

    @property
    def _meant(self) -> list[Offered]:
        """The documents that are marked, or else the one under the cursor."""
        marked = [each for each in self._found if each.key in self._chosen.marked]
        return marked or ([self._current] if self._current is not None else [])

    @property
    def _wanted(self) -> tuple[Leaving, ...]:
        """The files that would be written."""
        return files(self._meant, self._chosen.forms)

    @property
    def _unfit(self) -> int:
        """How many of the documents can be written in none of the formats that are chosen."""
        return sum(not each.forms(self._chosen.forms) for each in self._meant)

    def update_view(self) -> None:
        """Show the documents that there can be now, and look aside at what of them has changed."""
        self._found = offered(self.opened.records, self._chosen.audience, today(self.opened.clock))
        if self._writing is None:
            found, records = self._found, self.opened.records.copy()
            on, organisation = today(self.opened.clock), self.opened.organisation()
            self._looking.ask(
                lambda: {each.key: state for each, state in states(found, records, on, organisation)}
            )
        self._show_rows()

    def _take_states(self, found: dict[str, State]) -> None:
        self._states = found
        self._show_rows()

    def _show_rows(self) -> None:
        marked = self._chosen.marked
        self._documents.show(tuple(rows_of(self._found, self._states, lambda each: each.key in marked)))
        self._show_chosen()

    def _draw(self, row: Heading | Row, width: int) -> list[Line]:
        return draw_row(row, width, today(self.opened.clock), self.opened.clock.zone())

    def _show_chosen(self) -> None:
        """Show for whom, in which forms, how many files and where to; and what is under the cursor."""
        told = (say(f"permission.audience-{self._chosen.audience.value}"), self._forms_words())
        self.query_one("#title", Bar).left = (
            (f" {say('exporting.title')}", "strong"),
            (f"{BETWEEN}{BETWEEN.join(told)}", ""),
        )
        width = max(20, self.size.width - 2)
        marked = bool(self._chosen.marked)
        wanted = say("exporting.files-marked" if marked else "exporting.files-here", n=len(self._wanted))
        if unfit := self._unfit:
            wanted = say("exporting.but-unfit", files=wanted, unfit=say("exporting.unfit", n=unfit))
        into = wrapped(shown(say("exporting.into", folder=self._folder)), width, 2)
        lines: list[Line] = [((shown(wanted), "strong"),), *(((line, "dim"),) for line in into)]
        self.query_one("#about", Detail).show((*self._about_here(width), *lines))
        self.update_keys()

    def _forms_words(self) -> str:
        if not self._chosen.forms:
            return say("exporting.forms-usual")
        return ", ".join(each for each in Format if each in self._chosen.forms)

    def _about_here(self, width: int) -> list[Line]:
        """Return for whom the document under the cursor is, and what was written last of it."""
        each = self._current
        if each is None:
            return []
        row = self._documents.current
        state = row.state if isinstance(row, Row) else State.UNKNOWN
        parts = [kind_words(each.kind), say(f"permission.audience-{each.audience.value}")]
        parts.append(state_words(each, state, today(self.opened.clock), self.opened.clock.zone()))
        parts += [each.last.file] if each.last is not None else []
        return [((wrapped(shown(BETWEEN.join(parts)), width, 1)[0], "dim"),)]

    def on_resize(self) -> None:
        """Draw the lines below the list for another width."""
        self._show_chosen()

    def on_block_list_moved(self) -> None:
        """Show what is under the cursor."""
        if not self._results:
            self._show_chosen()

    def _show_list(self) -> None:
        """Show the documents, or what became of files, and give that the keys."""
        results = self.query_one("#results", Results)
        self._documents.set_class(bool(self._results), "away")
        results.set_class(not self._results, "away")
        results.show(self._results)
        self.query_one("#about").set_class(bool(self._results), "away")
        self.set_focus(results if self._results else self._documents)
        self.update_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While files are being written nothing else is begun; what became of them is looked at first."""
        if not super().check_action(action, parameters):
            return False
        if action in {"mark", "mark_all", "audience", "forms", "folder", "write", "preview"}:
            if self._writing is not None or self._results:
                return False
            return bool(self._wanted) if action == "write" else self._current is not None
        return True

    # Choosing

    def _choose(self, **changes: Any) -> None:
        self._chosen = replace(self._chosen, **changes)
        remember(self.opened, self._chosen)
        self.tell("")
        self._show_rows()

    def action_mark(self) -> None:
        """Mark the document under the cursor, or mark it no more, and go on to the next."""
        if (each := self._current) is not None:
            self._choose(marked=self._chosen.marked ^ {each.key})
            self._documents.action_cursor(1)

    def action_mark_all(self) -> None:
        """Mark all documents, or where all are marked, none."""
        every = frozenset(each.key for each in self._found)
        self._choose(marked=frozenset() if every <= self._chosen.marked else every)

    def action_audience(self) -> None:
        """Choose the next readers."""
        audiences = list(Audience)
        following = audiences[(audiences.index(self._chosen.audience) + 1) % len(audiences)]
        self._states = {}
        self._choose(audience=following)
        self.update_view()

    def action_forms(self) -> None:
        """Tick the forms in which they are to leave."""
        from screens.dialogs.tick import TickScreen

        choices = [Choice(say(f"exporting.form-{each}"), each, f".{each}") for each in Format]
        self.ask(
            TickScreen(say("exporting.forms-title"), choices, self._chosen.forms),
            lambda ticked: self._choose(forms=frozenset(map(Format, ticked))),
        )

    # The folder

    def action_folder(self) -> None:
        """Type another folder."""
        line = self.query_one(PathLine)
        line.value = str(self._folder)
        line.cursor_position = len(line.value)
        self._type_folder(line)

    def _type_folder(self, line: PathLine | None) -> None:
        """Give the line of the folder the keys, or with None take it away."""
        self.query_one(PathLine).set_class(line is None, "away")
        self.query_one("#about").set_class(line is not None, "away")
        self.set_focus(line if line is not None else self._documents)
        self.update_keys()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the folder; where there is none yet, it is made when something is written."""
        typed = event.value.strip()
        folder = Path(typed).expanduser().absolute() if typed else self._exports
        if folder.exists() and not folder.is_dir():
            self.tell(say("exporting.no-folder", folder=folder), bad=True)
            return
        self._choose(folder="" if folder == self._exports.absolute() else str(folder))
        self._type_folder(None)
        self.tell(say("exporting.folder-is" if folder.is_dir() else "exporting.folder-made", folder=folder))

    def on_path_line_offered(self, event: PathLine.Offered) -> None:
        """Say how the name may go on."""
        self.tell(shown("  ".join(event.names)))

    def on_path_line_left(self) -> None:
        """Leave the folder as it is."""
        self._type_folder(None)

    # One document

    def on_block_list_chosen(self) -> None:
        """Look at a document, or go back from what became of files."""
        if self._results:
            self._put_results_away()
        else:
            self.action_preview()

    def action_preview(self) -> None:
        """Look at the document under the cursor before it is written."""
        from screens.preview.screen import PreviewScreen

        if (each := self._current) is not None and not self._results:
            (first, *_others) = each.forms(self._chosen.forms) or each.forms(frozenset())
            self.app.push_screen(
                PreviewScreen(
                    self.opened,
                    each.kind,
                    each.subject,
                    self._folder,
                    each.tables,
                    audience=each.audience,
                    form=first,
                )
            )

    def action_review(self) -> None:
        """Read a document that came back."""
        from screens.review.screen import ReviewScreen

        self.app.push_screen(ReviewScreen(self.opened, self._exports))

    # Writing

    def action_write(self) -> None:
        """Write the files, one after the other, while keys go on."""
        setting = Setting(self._folder, today(self.opened.clock), self.opened.organisation())
        self._writing = Writing(self.opened, self._wanted, setting)
        self.update_keys()
        self.run_worker(self._write_all(self._writing))

    async def _write_all(self, writing: Writing) -> None:
        try:
            await writing.run(self._tell_progress)
        finally:
            self._writing = None
        done = {each.leaving.document.key for each in writing.results}
        failed = {each.leaving.document.key for each in writing.results if each.why}
        undone = {each.document.key for each in writing.left_over}
        self._choose(marked=self._chosen.marked - (done - failed - undone))
        self.update_view()
        self._tell_results(writing)

    def _tell_progress(self, begun: Begun) -> None:
        key = self.key_of("stop")
        self.tell(say("exporting.progress", n=begun.n, of=begun.of, file=begun.leaving.words, key=key))

    def _tell_results(self, writing: Writing) -> None:
        """Say what became of the files: of one that is written in a line, of more in a list."""
        results = tuple(sorted(writing.results, key=lambda each: not each.why))
        bad = any(each.why for each in results)
        if len(writing.wanted) == 1 and not bad and results[0].outcome and results[0].path:
            outcome = say(f"export.{results[0].outcome.value}")
            self.tell(say("preview.written", outcome=outcome, file=results[0].path))
            return
        told = [summary(results, self._folder)]
        if writing.left_over:
            told.append(say("exporting.stopped", n=len(writing.left_over)))
        if bad:
            told.append(say("exporting.what-to-do", key=self.key_of("folder")))
        self._results = results
        self._show_list()
        self.tell(" ".join(told), bad=bad)

    def _put_results_away(self) -> None:
        self._results = ()
        self._show_list()
        self.tell("")

    def action_stop(self) -> None:
        """Stop after the file that is being written; or go back."""
        if self._writing is not None:
            self._writing.stops = True
            self.tell(say("exporting.stopping"))
        elif self._results:
            self._put_results_away()
        else:
            self.dismiss(None)
