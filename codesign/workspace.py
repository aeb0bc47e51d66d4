"""All partnerships of a data folder: found by name, opened, begun."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from codesign.errors import NotFound, Refused, StoreError
from codesign.opened import OpenPartnership
from codesign.organisation import AS_IT_COMES, Organisation
from codesign.ports import Clock, Drafts, Ids, SavedFilters, Shelf, Store, today
from codesign.text import folded, slug
from codesign.words import say

if TYPE_CHECKING:
    from codesign.views.home import Summary


class Workspace:
    """All partnerships of a data folder, and what opens them needs."""

    def __init__(
        self,
        shelf: Shelf,
        clock: Clock,
        ids: Ids,
        drafts: Drafts,
        person: str,
        filters: SavedFilters,
        organisation: Callable[[], Organisation] = lambda: AS_IT_COMES,
    ) -> None:
        """`organisation` reads what is set for documents, each time that one is made."""
        self.clock = clock
        self.ids = ids
        self.drafts = drafts
        self.filters = filters
        self.person = person
        self.organisation = organisation
        self._shelf = shelf

    def folders(self) -> tuple[str, ...]:
        """Return the folder of each partnership, sorted."""
        return self._shelf.folders()

    def open(self, name: str) -> OpenPartnership:
        """Open a partnership by its folder, its title, or an unambiguous beginning of either.

        Raises:
            NotFound: none fits, or more than one; the message names them.
            StoreError: it cannot be read, or the record of the partnership itself is not there.
        """
        folder = self.folder(name)
        store = self._shelf.open(folder)
        if store.records.partnership is None:
            store.close()
            raise StoreError(say("store.no-record", folder=folder))
        return OpenPartnership(folder, store, self)

    def folder(self, name: str) -> str:
        """Return the folder of the partnership that is meant.

        Raises:
            NotFound: none fits, or more than one; the message names them.
        """
        folders = self.folders()
        if name in folders:
            return name
        wanted = folded(name.strip())
        titles = {folder: folded(self._title(folder)) for folder in folders}
        exact = [folder for folder in folders if wanted in {folder, titles[folder]}]
        begun = [folder for folder in folders if folder.startswith(wanted) or titles[folder].startswith(wanted)]
        fitting = exact or (begun if wanted else [])
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise NotFound(say("refused.ambiguous", name=name, names=", ".join(fitting)))
        if not folders:
            raise NotFound(say("refused.no-partnerships", name=name))
        raise NotFound(say("refused.no-partnership", name=name, names=", ".join(folders)))

    def _title(self, folder: str) -> str:
        """Return the title of a partnership; of one that cannot be opened, its folder's name."""
        try:
            return self._shelf.title(folder) or folder
        except StoreError:
            return folder

    def create(self, name: str, language: str = "") -> OpenPartnership:
        """Begin a partnership in a new folder; its language is a code, "" for the one that is spoken.

        Raises:
            Refused: it has no name, there is one in a folder of that name, or the language is no code.
            NotSaved: the folder cannot be made.
        """
        from codesign.commands.notices import require_language
        from codesign.commands.partnerships import Found

        if not name.strip():
            raise Refused(say("refused.no-name"))
        if language:
            require_language(language)
        folder = slug(name)
        if folder in self.folders():
            raise Refused(say("refused.exists", folder=folder))
        store = self._shelf.create(folder)
        opened = OpenPartnership(folder, store, self)
        opened.execute(Found(name, store.device, language=language))
        return opened

    def begin(self, folder: str, fill: Callable[[Store, str, datetime], None]) -> None:
        """Make a new folder and fill its store: `fill` gets the store, the person and the time.

        Raises:
            Refused: there is one of that name.
            NotSaved: it cannot be made.
        """
        store = self._shelf.create(folder)
        try:
            fill(store, self.person, self.clock.now())
        finally:
            store.close()

    def summary(self, folder: str) -> "Summary":
        """Return what the home screen says of a partnership.

        Raises:
            StoreError: it cannot be read.
        """
        from codesign.views.home import summary

        store = self._shelf.open(folder)
        try:
            return summary(folder, store.records, today(self.clock))
        finally:
            store.close()
