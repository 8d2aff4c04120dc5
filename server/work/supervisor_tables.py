"""Tables of what supervisors decided: entries in dispute, and requests for leave."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from conference.attendance import ScanSeen, disputes
from conference.clock import in_the_hall
from conference.identity import the_conference
from conference.operators import operator_names
from conference.overrides import OverrideState, all_leaves
from conference.verdicts import RULE_NAMES
from kiosk.disputes import (
    DECIDED_WORDS,
    KIND_WORDS,
    OBSTACLE_WORDS,
    SHOWN_WORDS,
    SOURCE_WORDS,
)
from printers.documents.tables import Cell, Column, Kind, Row, Table
from server.invitation_words import issuer_of
from server.work.paper_tables import Wish

STATE_WORDS = {
    OverrideState.WAITING: "chờ duyệt",
    OverrideState.GRANTED: "đã duyệt",
    OverrideState.DECLINED: "không duyệt",
    OverrideState.WITHDRAWN: "quầy đã thôi đề nghị",
}
_KEPT, _OTHER = "Lượt được giữ", "Lượt của quầy khi mất mạng"


def disputes_table(session: Session, wish: Wish) -> Table:
    """Make the list of entries in dispute: both scans, and what a supervisor found out."""
    names = operator_names(session)
    rows: list[Row] = [
        (
            *(nth, KIND_WORDS[one.kind], _with_mark(one.name, one.mark), one.position, one.unit),
            *(_scan(one.kept) if one.kept else ("",) * len(_scan_columns(""))),
            *(*_scan(one.other), OBSTACLE_WORDS.get(one.other.reason, "")),
            *(_moment(one.noted_at), one.settled_words),
            *(names.get(one.settled_by, ""), _moment(one.settled_at)),
        )
        for nth, one in enumerate(disputes(session), start=1)
    ]
    columns = (
        Column("STT", 10, Kind.CENTRED),
        Column("Trường hợp", 40),
        *_PERSON,
        *_scan_columns(_KEPT),
        *_scan_columns(_OTHER),
        Column("Danh sách ghi", 32, above=_OTHER),
        Column("Phát hiện lúc", 28, Kind.CENTRED),
        Column("Kết quả kiểm tra", 50),
        Column("Người ghi", 34),
        Column("Ghi lúc", 28, Kind.CENTRED),
    )
    title = "CÁC LƯỢT ĐIỂM DANH CẦN ĐỐI CHIẾU"
    return _table(session, wish, title=title, columns=columns, rows=rows)


def leaves_table(session: Session, wish: Wish) -> Table:
    """Make the list of all requests for leave, in the order in which they were made."""
    rows: list[Row] = [
        (
            *(nth, one.card_number, _with_mark(one.name, one.mark), one.position, one.unit),
            *(one.group, RULE_NAMES.get(one.rule, ""), one.words, one.station_name, one.asked_by),
            *(_moment(one.asked_at), STATE_WORDS[one.state], one.decided_words, one.decided_by),
            _moment(one.decided_at),
        )
        for nth, one in enumerate(all_leaves(session), start=1)
    ]
    columns = (
        Column("STT", 10, Kind.CENTRED),
        Column("Số thẻ", 14, Kind.CENTRED),
        *_PERSON,
        Column("Thành phần", 34),
        Column("Quy định", 36),
        Column("Lý do đề nghị", 44),
        Column("Quầy", 24),
        Column("Người đề nghị", 34),
        Column("Đề nghị lúc", 28, Kind.CENTRED),
        Column("Kết quả", 24),
        Column("Lý do quyết định", 44),
        Column("Người quyết định", 34),
        Column("Quyết định lúc", 28, Kind.CENTRED),
    )
    return _table(session, wish, title="CÁC ĐỀ NGHỊ CHỜ DUYỆT", columns=columns, rows=rows)


_PERSON = (Column("Họ và tên", 42), Column("Chức vụ", 34), Column("Đơn vị", 44))


def _table(
    session: Session, wish: Wish, *, title: str, columns: tuple[Column, ...], rows: list[Row]
) -> Table:
    conference = the_conference(session)
    return Table(
        title=title,
        subtitle=f"{conference.name}, lúc {in_the_hall(wish.at):%Hh%M}",
        columns=columns,
        rows=rows,
        issuer=issuer_of(conference, wish.today),
        rehearsal=conference.rehearsal,
    )


def _scan_columns(above: str) -> tuple[Column, ...]:
    return (
        Column("Quầy", 24, above=above),
        Column("Đồng hồ của quầy", 28, Kind.CENTRED, above),
        Column("Máy chủ ghi lúc", 28, Kind.CENTRED, above),
        Column("Lượt thứ", 16, Kind.CENTRED, above),
        Column("Cách quét", 26, above=above),
        Column("Quyết định", 26, above=above),
        Column("Đại biểu thấy", 28, above=above),
    )


def _scan(scan: ScanSeen) -> tuple[Cell, ...]:
    return (
        scan.station or "không rõ quầy",
        _moment(scan.device_at),
        _moment(scan.at),
        scan.sequence,
        SOURCE_WORDS[scan.source],
        DECIDED_WORDS[scan.decided_by],
        SHOWN_WORDS[scan.shown],
    )


def _with_mark(name: str, mark: str) -> str:
    return f"{name} ({mark})" if mark else name


def _moment(moment: dt.datetime | None) -> str:
    return f"{in_the_hall(moment):%Hh%M'%S, %d/%m/%Y}" if moment else ""
