"""Writes a document tree as a file for a word processor, with python-docx: same tree, same bytes, on any machine
and any day."""

import io
import zipfile
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape, quoteattr

import docx as python_docx
from docx.document import Document as Made
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from exports.docx.about import LOOK, core_title, properties
from exports.docx.body import body
from exports.docx.picture import part_name
from exports.tree import Document, Emblem

_FIXED = datetime(1980, 1, 1, tzinfo=UTC)
_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def docx(document: Document) -> bytes:
    """Return the whole file. What the document says about itself stands in the properties of the file."""
    made = python_docx.Document()
    _bare(made)
    _look(made, document)
    _say_about(made, document)
    _fill(made, document)
    buffer = io.BytesIO()
    made.save(buffer)
    return _same_bytes(buffer)


def _bare(made: Made) -> None:
    """Leave nothing of python-docx's own sample but the parts that are filled here: no theme, no thumbnail."""
    package = made.part.package
    assert package is not None
    for part, kept in (
        (made.part, _KEPT),
        (package, {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}),
    ):
        for name in [name for name, each in part.rels.items() if each.reltype not in kept]:
            del part.rels[name]


def _look(made: Made, document: Document) -> None:
    """Give the document the styles, lists and settings of all documents, and its language."""
    styles, settings = made.styles.element, made.settings.element
    for element, name in (
        (styles, "styles"),
        (made.part.numbering_part.element, "numbering"),
        (settings, "settings"),
    ):
        element[:] = parse_xml((LOOK / f"{name}.xml").read_bytes())[:]
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), document.language)
    if not document.numbered:  # what reviewers change is marked only where it finds its way back
        settings.remove(settings.find(qn("w:trackRevisions")))


def _say_about(made: Made, document: Document) -> None:
    about = made.core_properties
    about.title, about.language = core_title(document), document.language
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = _as_of(document)
    about.revision = 1
    found = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{place}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for place, (name, value) in enumerate(properties(document), start=2)
    )
    text = f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">{found}</Properties>'
    package = made.part.package
    assert package is not None
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, text.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _as_of(document: Document) -> datetime:
    """Return midnight of the day whose data it shows: never now."""
    day = dict(document.front).get("generated")
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) if day else _FIXED


def _fill(made: Made, document: Document) -> None:
    footer = Part(
        PackURI("/word/footer1.xml"),
        CONTENT_TYPE.WML_FOOTER,
        (LOOK / "footer.xml").read_bytes(),
        made.part.package,
    )
    text = body(
        document,
        made.part.relate_to(footer, RELATIONSHIP_TYPE.FOOTER),
        lambda leads_to: made.part.relate_to(leads_to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
        _logo(made, document.logo) if document.logo else "",
    )
    made.element.body[:] = parse_xml(text)[:]


def _logo(made: Made, logo: Emblem) -> str:
    """Put the picture into the file as it is, and return the id of the relationship to it."""
    part = Part(PackURI(f"/{part_name(logo)}"), logo.kind, logo.data, made.part.package)
    return made.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)


def _same_bytes(buffer: io.BytesIO) -> bytes:
    """Return the parts in the order of their names, without times, and uncompressed: what compresses differs
    from machine to machine."""
    packed = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as result:
        for name in sorted(source.namelist()):  # "[" of the content types, which go first, is before all letters
            part = zipfile.ZipInfo(name)
            part.create_system, part.external_attr = 3, 0o600 << 16
            result.writestr(part, source.read(name))
    return packed.getvalue()
