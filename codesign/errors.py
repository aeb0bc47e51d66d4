"""Errors that a person reads: each message says in one line what is wrong and what to do about it."""


class CodesignError(Exception):
    """The base of all of them; screens show the message, the command line prints it and exits with 1."""


class Refused(CodesignError):
    """A command that cannot be done on the records as they are now; nothing was changed."""


class NotFound(CodesignError):
    """No partnership, record, meeting or document of that name, or more than one."""


class StoreError(CodesignError):
    """The store could not do what was asked."""


class NotSaved(StoreError):
    """A change that is not on the disk. The typed words are still on screen and, where `kept` is set, in
    that file."""

    def __init__(self, message: str, *, kept: str = "") -> None:
        super().__init__(message)
        self.kept = kept


class ReadOnly(NotSaved):
    """The folder can be read but not written."""


class Busy(NotSaved):
    """Another program held the lock for longer than a commit can take."""


class NewerData(StoreError):
    """The data was written by a newer version; it is left untouched."""
