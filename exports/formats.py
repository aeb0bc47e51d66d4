"""In which forms a document can leave."""

import enum

from exports.html import html
from exports.markdown import markdown
from exports.spreadsheet import spreadsheet, verify_spreadsheet
from exports.tree import Document
from exports.verify import verify
from exports.verify_html import verify_html


class Format(enum.StrEnum):
    """A form, by the ending of its files."""

    MARKDOWN = "md"
    HTML = "html"
    CALENDAR = "ics"
    CSV = "csv"


DOCUMENT_FORMATS = (Format.MARKDOWN, Format.HTML)


def written(document: Document, form: Format) -> str:
    """Return a document as Markdown, as HTML or, where it is a sheet, as CSV, read back and found to say what it
    should.

    Raises:
        NotVerified: it does not read back as it was meant.
    """
    if form is Format.HTML:
        text = html(document)
        verify_html(document, text)
    elif form is Format.CSV:
        text = spreadsheet(document)
        verify_spreadsheet(document, text)
    else:
        text = markdown(document)
        verify(document, text)
    return text
