"""A table as a PDF: head, title, rows with the heading on every page, closing line, signatures.

Layout after Nghị định 30/2020/NĐ-CP, phụ lục I, as `paper` writes it for Word; the type is the
family of the screens, which every machine has. All pages are laid out before the first is drawn, so
that each can say how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from printers.artwork.text import tidy
from printers.documents.marks import Text, Weight
from printers.documents.painting import paint_on_page
from printers.documents.parts import write_whole
from printers.documents.table_pages import OFFICIAL, End, Page, Setting, Sheet
from printers.documents.tables import Table
from printers.documents.typesetting import register_fonts
from printers.documents.wording import REHEARSAL_MARK


def tables_pdf(
    target: Path,
    tables: Sequence[tuple[Table, Setting]],
    fonts: Path,
    *,
    foot: str = "",
    run_on: bool = False,
) -> int:
    """Write tables one after the other; give how many pages.

    Each begins a page of its own; with `run_on` it begins below the one before, where there is
    room. `foot` stands below every page. Columns stand under no common heading here.
    """
    register_fonts(fonts)
    pages = _laid_out(tables, run_on=run_on)
    first = tables[0][0]

    def draw(path: Path) -> None:
        canvas = Canvas(str(path), pageCompression=1)
        canvas.setTitle(tidy(first.heading))
        canvas.setAuthor(tidy(first.issuer.body))
        for number, page in enumerate(pages, start=1):
            width, height = page.size_mm
            canvas.setPageSize((width * mm, height * mm))
            words = _foot_words(foot, number, len(pages), rehearsal=first.rehearsal)
            marks = [*page.marks, _line_of(words, width / 2, height - 6.0, 8.0)]
            paint_on_page(canvas, marks, height_mm=height)
            canvas.showPage()
        canvas.save()

    write_whole(target, draw)
    return len(pages)


def _laid_out(tables: Sequence[tuple[Table, Setting]], *, run_on: bool) -> list[Page]:
    pages: list[Page] = []
    end: End | None = None
    for table, setting in tables:
        sheet = Sheet(table, setting, after=end if run_on else None)
        # A sheet that runs on gives the page that it shares once more.
        pages += [page for page in sheet.pages() if not pages or page is not pages[-1]]
        end = sheet.end
    return pages


def _foot_words(foot: str, number: int, pages: int, *, rehearsal: bool) -> str:
    mark = REHEARSAL_MARK if rehearsal else ""
    return "  ·  ".join(filter(None, (mark, foot, f"Trang {number}/{pages}", mark)))


def table_pdf(target: Path, table: Table, fonts: Path) -> None:
    """Write a table as an official document."""
    tables_pdf(target, [(table, OFFICIAL)], fonts)


def _line_of(words: str, x_mm: float, baseline_mm: float, size_pt: float) -> Text:
    return Text(x_mm, baseline_mm, words, Weight.REGULAR, size_pt)
