"""A table, or prose, as an official document in Word: head, title, words, signatures.

Layout after Nghị định 30/2020/NĐ-CP, phụ lục I: A4, margins 20 mm above and below, 30 at the left
and 15 at the right, Times New Roman; page numbers above from the second page on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from printers.artwork.text import tidy
from printers.documents.lists import (
    ListVersion,
    SignatureSheet,
    signature_table,
    version_table,
)
from printers.documents.parts import write_whole
from printers.documents.tables import Cell, Column, Kind, Row, Table, heading_spans
from printers.documents.wording import NATIONAL_MOTTO, NATIONAL_NAME, REHEARSAL_MARK
from printers.documents.words import Issuer, Signer

FONT = "Times New Roman"
BODY_PT, SMALL_PT = 13, 12
MARGINS_MM = {"top": 20, "bottom": 20, "left": 30, "right": 15}
A4_MM = (210, 297)
SIGNATURE_ROOM_PT = 60
# How long the motto is in 13 pt bold, and what Word leaves at each side of a cell.
MOTTO_MM, CELL_PADDING_MM = 53.0, 1.9
_TWIPS_PER_MM = 1440 / 25.4
_ALIGNMENTS = {Kind.TEXT: "left", Kind.CENTRED: "center", Kind.NUMBER: "right"}


def table_docx(target: Path, table: Table) -> None:
    """Write a table as an official document."""
    write_whole(target, lambda path: _write(path, table))


def signature_sheet_docx(target: Path, sheet: SignatureSheet) -> None:
    """Write the sheet that delegates sign (ký nhận)."""
    table_docx(target, signature_table(sheet))


def list_version_docx(target: Path, version: ListVersion) -> None:
    """Write a locked version of the list."""
    table_docx(target, version_table(version))


@dataclass(frozen=True)
class Prose:
    """A document that is told in paragraphs; those of `headings` stand in bold type."""

    title: str
    paragraphs: Sequence[str]
    issuer: Issuer
    subtitle: str = ""
    headings: frozenset[str] = frozenset()
    signers: tuple[Signer, ...] = ()
    rehearsal: bool = False

    @property
    def sheet(self) -> Table:
        """The same as a table without columns: what page and head are made from."""
        return Table(
            self.title,
            (),
            (),
            issuer=self.issuer,
            subtitle=self.subtitle,
            signers=self.signers,
            landscape=False,
            rehearsal=self.rehearsal,
        )


def prose_docx(target: Path, prose: Prose) -> None:
    """Write a document of paragraphs: first lines indented, both edges straight."""
    write_whole(target, lambda path: _write_prose(path, prose))


def _write_prose(path: Path, prose: Prose) -> None:
    document = _new_document(prose.sheet)
    _add_head(document, prose.issuer)
    _add_titles(document, prose.sheet)
    for text in prose.paragraphs:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.add_run(tidy(text)).bold = text in prose.headings
    _add_signatures(document, prose.signers)
    document.save(str(path))


def _write(path: Path, table: Table) -> None:
    document = _new_document(table)
    _add_head(document, table.issuer)
    _add_titles(document, table)
    document._body._element._insert_tbl(  # noqa: SLF001 - row by row, Word's own API takes minutes
        parse_xml(_table_xml(table, _width_mm(table)))
    )
    if table.note:
        closing = document.add_paragraph()
        closing.paragraph_format.space_before = Pt(6)
        closing.paragraph_format.keep_with_next = bool(table.signers)
        closing.add_run(tidy(table.note))
    _add_signatures(document, table.signers)
    document.save(str(path))


def _add_titles(document: WordDocument, table: Table) -> None:
    for text, italic in ((table.heading, False), (table.subtitle, True)):
        if text:
            _line(document.add_paragraph(), text, bold=not italic, italic=italic, size_pt=BODY_PT)
    document.add_paragraph()


def _width_mm(table: Table) -> float:
    page = A4_MM[1] if table.landscape else A4_MM[0]
    return page - MARGINS_MM["left"] - MARGINS_MM["right"]


def _new_document(table: Table) -> WordDocument:
    document = Document()
    document.core_properties.author = tidy(table.issuer.body)
    document.core_properties.title = tidy(table.heading)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY_PT)
    # Word takes Vietnamese letters for East Asian or complex script at times.
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(A4_MM[0]), Mm(A4_MM[1])
    if table.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(A4_MM[1]), Mm(A4_MM[0])
    for side, margin in MARGINS_MM.items():
        setattr(section, f"{side}_margin", Mm(margin))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    mark = f"  {REHEARSAL_MARK}" if table.rehearsal else ""
    _add_page_number(section.header.paragraphs[0], mark)
    _line(section.first_page_header.paragraphs[0], mark.strip(), bold=True)
    return document


def _add_page_number(paragraph: Paragraph, mark: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields
    paragraph.add_run(mark)


def _line(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size_pt: float = BODY_PT,
) -> None:
    """Fill a paragraph with one centred line."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(tidy(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size_pt)


def _add_head(document: WordDocument, issuer: Issuer) -> None:
    """Add who issues it at the left, the national name at the right, each with its rule."""
    if not tidy(issuer.body):
        return
    left, right = _two_columns(document, left_part=0.42)
    lines = [left.paragraphs[0], *(left.add_paragraph() for _ in range(2))]
    _line(lines[0], issuer.superior, size_pt=SMALL_PT)
    _line(lines[1], issuer.body, bold=True, size_pt=SMALL_PT)
    _rule(lines[1], left, length_mm=24)
    _line(lines[2], issuer.number)
    lines = [right.paragraphs[0], *(right.add_paragraph() for _ in range(2))]
    _line(lines[0], NATIONAL_NAME, bold=True, size_pt=SMALL_PT)
    _line(lines[1], NATIONAL_MOTTO, bold=True)
    _rule(lines[1], right, length_mm=MOTTO_MM)
    _line(lines[2], issuer.place_and_date, italic=True)
    document.add_paragraph()


def _rule(above: Paragraph, cell: _Cell, *, length_mm: float) -> None:
    """Draw a short line below a paragraph: the lower border of an almost flat one."""
    column_mm = (cell.width or 0) / Mm(1) - 2 * CELL_PADDING_MM
    indent_mm = (column_mm - length_mm) / 2
    flat = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" '
        'w:color="000000"/></w:pBdr><w:spacing w:after="60" w:line="40" w:lineRule="exact"/>'
        f'<w:ind w:left="{_twips(indent_mm)}" w:right="{_twips(indent_mm)}"/></w:pPr></w:p>'
    )
    above._p.addnext(flat)  # noqa: SLF001 - a paragraph has no "after" of its own


def _two_columns(document: WordDocument, *, left_part: float) -> tuple[_Cell, _Cell]:
    """Add a table without borders, of one row that stays on one page."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    section = document.sections[0]
    margins = MARGINS_MM["left"] + MARGINS_MM["right"]
    width = (section.page_width or 0) - Mm(margins)
    left, right = table.rows[0].cells
    for cell, column, part in zip(
        (left, right), table.columns, (left_part, 1 - left_part), strict=True
    ):
        # Word goes by the cells, LibreOffice by the columns.
        cell.width = column.width = Mm(width / Mm(1) * part)
    return left, right


def _add_signatures(document: WordDocument, signers: Sequence[Signer]) -> None:
    """Add the signers, the last at the right; one alone stands at the right too."""
    if not signers:
        return
    document.add_paragraph()
    cells = _two_columns(document, left_part=0.5)
    for cell, signer in zip(reversed(cells), reversed(signers[-2:]), strict=False):
        first, *others = signer.office.splitlines() or [""]
        paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in others)]
        for paragraph, office in zip(paragraphs, (first, *others), strict=True):
            _line(paragraph, office, bold=True)
        name = cell.add_paragraph()
        name.paragraph_format.space_before = Pt(SIGNATURE_ROOM_PT)
        _line(name, signer.name, bold=True)
        for paragraph in paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _table_xml(table: Table, width_mm: float) -> str:
    """Write the whole table as Word's XML: built cell by cell, 10,000 rows would take minutes."""
    factor = width_mm / sum(column.width_mm for column in table.columns)
    widths = [_twips(column.width_mm * factor) for column in table.columns]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = (
        _section_xml(r, widths) if isinstance(r, str) else _row_xml(r, table.columns, widths)
        for r in table.rows
    )
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(_heading_rows(table, widths))}{''.join(rows)}</w:tbl>"
    )


def _heading_rows(table: Table, widths: Sequence[int]) -> Iterator[str]:
    """Give the heading, in one row or two, repeated by Word on each page."""
    if not table.has_two_heading_rows:
        cells = zip(table.columns, widths, strict=True)
        yield _tr((_heading_cell(column.title, width) for column, width in cells), heading=True)
        return
    upper = []
    for span in heading_spans(table.columns):
        width = sum(widths[span.first : span.first + span.columns])
        layout = f'<w:gridSpan w:val="{span.columns}"/>' if span.is_common else _MERGE_FROM
        upper.append(_heading_cell(span.title, width, layout))
    yield _tr(upper, heading=True)
    yield _tr(
        (
            _heading_cell(column.title, width)
            if column.above
            else _heading_cell("", width, _MERGED)
            for column, width in zip(table.columns, widths, strict=True)
        ),
        heading=True,
    )


_MERGE_FROM, _MERGED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def _section_xml(title: str, widths: Sequence[int]) -> str:
    span = f'<w:gridSpan w:val="{len(widths)}"/>'
    # A section's name at a page's end, its rows on the next: Word is asked to keep them together.
    return _tr([_tc(title, sum(widths), "left", span, bold=True, keep=True)])


def _row_xml(row: Row, columns: Sequence[Column], widths: Sequence[int]) -> str:
    cells = zip(row, columns, widths, strict=True)
    return _tr(
        _tc(_written(value), width, _ALIGNMENTS[column.kind]) for value, column, width in cells
    )


def _written(value: Cell) -> str:
    """Write a value as people read it: 2.025 and 70,5."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def _heading_cell(text: str, width: int, layout: str = "") -> str:
    return _tc(text, width, "center", layout, bold=True)


def _tr(cells: Iterable[str], *, heading: bool = False) -> str:
    repeat_it = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat_it}</w:trPr>{''.join(cells)}</w:tr>"


def _tc(
    text: str, width: int, align: str, layout: str = "", *, bold: bool = False, keep: bool = False
) -> str:
    style = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{BODY_PT * 2}"/></w:rPr>'
    run = f'<w:r>{style}<w:t xml:space="preserve">{escape(tidy(text))}</w:t></w:r>'
    keep_it = "<w:keepNext/>" if keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{layout}<w:vAlign w:val="center"/>'
        f'</w:tcPr><w:p><w:pPr>{keep_it}<w:spacing w:before="20" w:after="20"/>'
        f'<w:jc w:val="{align}"/></w:pPr>{run}</w:p></w:tc>'
    )


def _twips(length_mm: float) -> int:
    return round(length_mm * _TWIPS_PER_MM)
