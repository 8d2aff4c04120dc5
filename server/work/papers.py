"""Lists, registers, sheets and labels of the office: each paper in the formats it can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from sqlalchemy.orm import Session

from conference.delegates import Delegate, all_units, card_of, in_trays, invitations
from conference.refusals import NotFound
from printers.documents.labels import LABELS_2_X_7, LABELS_3_X_8, labels_pdf
from printers.documents.paper import table_docx
from printers.documents.parts import write_whole
from printers.documents.pictures import draw_invitation
from printers.documents.registers import table_csv, table_xlsx
from printers.documents.table_pdf import table_pdf
from printers.documents.tables import Table
from printers.documents.words import LabelWords
from server.dress import Assets
from server.invitation_words import invitation_words, sample_words
from server.work import arrival_tables, office_tables, paper_tables, supervisor_tables
from server.work.attendance_table import attendance_table
from server.work.call_list import call_table
from server.work.job import Job
from server.work.paper_tables import Wish
from server.work.receipts import receipts

Write = Callable[[Path], None]

_TABLES: Mapping[str, tuple[str, Callable[[Session, Wish], Table]]] = {
    "delegates": ("danh-sach-dai-bieu", paper_tables.delegates_table),
    "list_version": ("danh-sach-da-chot", paper_tables.list_version),
    "signature": ("bang-ky-nhan", paper_tables.signature),
    "issue_register": ("so-phat-hanh-giay-moi", paper_tables.register),
    "phone_list": ("danh-sach-goi-dien", call_table),
    "quotas": ("bang-phan-bo", paper_tables.quotas),
    "receipts": ("ky-nhan", receipts),
    "arrivals": ("dai-bieu-co-mat", arrival_tables.arrivals_table),
    "absent": ("dai-bieu-chua-co-mat", arrival_tables.absent_table),
    "attendance": ("diem-danh", attendance_table),
    "disputes": ("can-doi-chieu", supervisor_tables.disputes_table),
    "leaves": ("cho-duyet", supervisor_tables.leaves_table),
    "trays": ("khay-the-in-san", arrival_tables.trays_table),
    "nominees": ("danh-sach-de-nghi-khen-thuong", office_tables.nominees_table),
    "tasks": ("cong-viec-theo-ke-hoach", office_tables.tasks_table),
    "readiness": ("san-sang-mo-cua", office_tables.readiness_table),
    "gauges": ("co-cau-dai-bieu", office_tables.gauges_table),
}
"""The name of the file, and the question that fills the table."""

_WRITERS: Mapping[str, Callable[[Path, Table], None]] = {
    "xlsx": table_xlsx,
    "csv": table_csv,
    "docx": table_docx,
    "pdf": lambda target, table: table_pdf(target, table, Assets().fonts),
}
_SHEETS = {"2x7": LABELS_2_X_7, "3x8": LABELS_3_X_8}


def run(job: Job) -> str:
    """Make the paper that the job asks for."""
    wish = Wish.of(job.params)
    with job.database() as db, db.reading() as session:
        name, write = _paper(session, wish)
    job.progress(0, 0)
    write(job.folder / name)
    return name


def _paper(session: Session, wish: Wish) -> tuple[str, Write]:
    """Read all that a paper says; give its file's name and what writes it."""
    if wish.paper == "labels":
        return "nhan-phong-bi.pdf", _labels(session, wish)
    if wish.paper == "preview":
        return "giay-moi-xem-thu.png", _preview(session, wish)
    paper = wish.paper
    if paper == "delegates" and wish.format == "docx":
        # On paper the list is what people sign.
        paper = "signature"
    stem, fill = _TABLES[paper]
    table, write = fill(session, wish), _WRITERS[wish.format]
    return f"{stem}.{wish.format}", lambda target: write(target, table)


def _labels(session: Session, wish: Wish) -> Write:
    labels = _LABELS.get(wish.by, _delegate_labels)(session, wish)
    sheet = _SHEETS[wish.sheet]
    shifted = replace(sheet, shift_mm=(wish.shift_right_mm, wish.shift_down_mm))
    return lambda target: labels_pdf(
        target, labels, Assets().fonts, shifted, already_used=wish.used_labels
    )


def _unit_labels(session: Session, wish: Wish) -> list[LabelWords]:
    """Give a label for each unit that gets invitations, with how many are inside."""
    inside: dict[int, int] = {}
    for delegate in paper_tables.invited(session, wish):
        inside[delegate.unit_id] = inside.get(delegate.unit_id, 0) + 1
    return [
        LabelWords(
            receiver=unit.receiver or unit.name,
            unit=unit.name if unit.receiver else "",
            note=f"{inside[unit.id]:02} giấy mời",
        )
        for unit in all_units(session)
        if unit.id in inside
    ]


def _tray_labels(session: Session, wish: Wish) -> list[LabelWords]:
    """Give a label for each tray of badges: its name, and the card numbers in it."""
    del wish
    trays = groupby(in_trays(session), key=lambda one: one.tray.partition(",")[0])
    return [_tray_label(name, [one.card_number for one in some]) for name, some in trays]


def _tray_label(name: str, numbers: list[str]) -> LabelWords:
    cards = f"Thẻ {numbers[0]} – {numbers[-1]}"
    return LabelWords(receiver=name.upper(), unit=cards, note=f"{len(numbers)} thẻ")


def _delegate_labels(session: Session, wish: Wish) -> list[LabelWords]:
    return [
        LabelWords(
            receiver=f"{one.address} {one.full_name}" if one.named else one.full_name,
            unit=", ".join(filter(None, [one.position, one.unit.name])),
            note=f"Số thẻ {one.card_number}",
        )
        for one in paper_tables.invited(session, wish)
    ]


_LABELS = {"unit": _unit_labels, "tray": _tray_labels}
"""What labels are made for; for delegates where nothing else is said."""


def _preview(session: Session, wish: Wish) -> Write:
    """Draw one invitation: of whoever is asked for, else the first of the list."""
    ids = wish.delegate_ids[:1] or [one.id for one in paper_tables.invited(session, wish)[:1]]
    delegate = session.get(Delegate, ids[0]) if ids else None
    if delegate is None:
        raise NotFound
    given = invitation_words(session, ids) if invitations(session, ids) else []
    words = given[0] if given else sample_words(session, card_of(delegate))

    def draw(path: Path) -> None:
        path.write_bytes(draw_invitation(words, Assets().fonts))

    return lambda target: write_whole(target, draw)
