"""In which forms a document can leave. What writes and reads each is imported when it is asked for."""

import enum

from codesign.errors import CodesignError
from codesign.words import say
from exports.markdown import markdown
from exports.tree import Document
from exports.verify import verify


class Format(enum.StrEnum):
    """A form, by the ending of its files."""

    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"
    CALENDAR = "ics"
    CSV = "csv"


DOCUMENT_FORMATS = (Format.MARKDOWN, Format.HTML, Format.DOCX)


class MissingExtra(CodesignError):
    """A form needs a package that is not installed; the message says which extra brings it."""


def written(document: Document, form: Format, body: str = "") -> str:
    """Return a document as text, read back and found to say what it should: as HTML, as CSV where it is a sheet,
    and for all other forms as Markdown. `body` is its title and blocks as Markdown, where they are known.

    Raises:
        NotVerified: it does not read back as it was meant.
    """
    if form is Format.HTML:
        from exports.html import html
        from exports.verify_html import verify_html

        text = html(document)
        verify_html(document, text)
    elif form is Format.CSV:
        from exports.spreadsheet import spreadsheet, verify_spreadsheet

        text = spreadsheet(document)
        verify_spreadsheet(document, text)
    else:
        text = markdown(document, body)
        verify(document, text)
    return text


def packed(document: Document) -> bytes:
    """Return a document as a Word file, read back and found to say what it should.

    Raises:
        MissingExtra: python-docx is not installed.
        NotVerified: it does not read back as it was meant.
    """
    from exports.docx.verify import verify_docx

    try:
        from exports.docx.writer import docx
    except ModuleNotFoundError as error:
        raise MissingExtra(say("docx.extra")) from error
    data = docx(document)
    verify_docx(document, data)
    return data
