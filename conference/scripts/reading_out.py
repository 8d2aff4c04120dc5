"""How what is written short is read out: Đ/c, PGĐ, UBND, from a table that the office may change.

For text that somebody reads aloud, and never for titles: title lines, names of conferences,
Decisions and their numbers stay as they are written, also inside such a text (`keep`). Only whole
words are read out; "215/QĐ-SKHCN" is a number and no word.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.journal import record
from conference.names import tidy
from conference.refusals import N_, Refusal
from conference.scripts.records import Abbreviation, AbbreviationsChanged

SHORT_LENGTH, LONG_LENGTH = 40, 200

USUAL: Mapping[str, str] = {
    "Đ/c": "đồng chí", "đ/c": "đồng chí", "Đ/C": "đồng chí", "ĐC": "đồng chí",
    "GĐ": "Giám đốc", "PGĐ": "Phó Giám đốc", "CT": "Chủ tịch", "PCT": "Phó Chủ tịch",
    "VP": "Văn phòng", "CVP": "Chánh Văn phòng", "PCVP": "Phó Chánh Văn phòng",
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "QĐ": "Quyết định",
    "TW": "Trung ương", "TƯ": "Trung ương", "BCH": "Ban Chấp hành", "BTV": "Ban Thường vụ",
    "BTC": "Ban Tổ chức", "UBMTTQ": "Ủy ban Mặt trận Tổ quốc", "MTTQ": "Mặt trận Tổ quốc",
    "UBKT": "Ủy ban Kiểm tra", "CCB": "Cựu chiến binh", "TNCS": "Thanh niên Cộng sản",
    "ĐTN": "Đoàn Thanh niên", "HĐTĐKT": "Hội đồng Thi đua - Khen thưởng",
    "TĐKT": "Thi đua - Khen thưởng", "TĐ-KT": "Thi đua - Khen thưởng",
    "ĐHTT": "điển hình tiên tiến", "CSTĐ": "Chiến sĩ thi đua", "TTCP": "Thủ tướng Chính phủ",
    "TP": "thành phố", "TP.": "thành phố", "Tp.": "thành phố",
    "KH&CN": "Khoa học và Công nghệ", "CNTT": "Công nghệ thông tin", "ĐMST": "Đổi mới sáng tạo",
    "GS": "Giáo sư", "GS.": "Giáo sư", "PGS": "Phó Giáo sư", "PGS.": "Phó Giáo sư",
    "GS.TS": "Giáo sư, Tiến sĩ", "GS.TS.": "Giáo sư, Tiến sĩ",
    "PGS.TS": "Phó Giáo sư, Tiến sĩ", "PGS.TS.": "Phó Giáo sư, Tiến sĩ",
    "TSKH": "Tiến sĩ khoa học", "TSKH.": "Tiến sĩ khoa học", "TS": "Tiến sĩ", "TS.": "Tiến sĩ",
    "ThS": "Thạc sĩ", "ThS.": "Thạc sĩ", "BS": "Bác sĩ", "BS.": "Bác sĩ", "KS": "Kỹ sư",
    "KS.": "Kỹ sư", "NSƯT": "Nghệ sĩ Ưu tú", "NSND": "Nghệ sĩ Nhân dân",
    "NGƯT": "Nhà giáo Ưu tú", "NGND": "Nhà giáo Nhân dân", "TTƯT": "Thầy thuốc Ưu tú",
    "TTND": "Thầy thuốc Nhân dân", "NNƯT": "Nghệ nhân Ưu tú", "NNND": "Nghệ nhân Nhân dân",
    "AHLĐ": "Anh hùng Lao động",
}  # fmt: skip
"""What offices usually write short; most are names or offices and keep their capitals."""


class AbbreviationUnusable(Refusal):
    """Nothing stands there to be replaced, or it is too long for a table."""

    code = "abbreviation_unusable"
    sentence = N_(
        "Chữ viết tắt cần có ít nhất một chữ cái và không quá 40 ký tự; cách đọc không quá 200 ký "
        "tự. Bảng chữ viết tắt chưa thay đổi."
    )


class AbbreviationCircular(Refusal):
    """What is read out would be short for something again."""

    code = "abbreviation_circular"
    sentence = N_(
        "Cách đọc “%(long)s” còn chứa chữ viết tắt “%(short)s”; bảng chữ viết tắt chưa thay đổi. "
        "Vui lòng ghi đầy đủ cách đọc."
    )


def abbreviations(session: Session) -> dict[str, str]:
    """Give what is read out for what is written short: the usual, then as the office says."""
    own = {one.short: one.long for one in session.scalars(select(Abbreviation))}
    return {short: long for short, long in (dict(USUAL) | own).items() if long}


def own_abbreviations(session: Session) -> dict[str, str]:
    """Give the office's own part of the table; an empty one is not read out otherwise."""
    return {one.short: one.long for one in session.scalars(select(Abbreviation))}


def write_abbreviation(
    session: Session, short: str, long: str, *, at: dt.datetime, by: str
) -> None:
    """Say how something written short is read out; nothing leaves it as it is written.

    Raises:
        AbbreviationUnusable, AbbreviationCircular: the table stays as it was.
    """
    written, spoken = tidy(short), tidy(long)
    if not 0 < len(written) <= SHORT_LENGTH or len(spoken) > LONG_LENGTH:
        raise AbbreviationUnusable
    if not any(map(str.isalpha, written)):
        raise AbbreviationUnusable
    _must_not_turn_round(abbreviations(session) | {written: spoken})
    row = _row(session, written) or Abbreviation(short=written, long="")
    if row.long != spoken or row.id is None:
        row.long = spoken
        session.add(row)
        session.flush()
        record(session, AbbreviationsChanged(), at=at, by=by)


def reset_abbreviation(session: Session, short: str, *, at: dt.datetime, by: str) -> None:
    """Read it out as usual again; what is not usual leaves the table. Twice changes nothing.

    Raises:
        AbbreviationCircular: another one is read out with it by now.
    """
    row = _row(session, tidy(short))
    if row is None:
        return
    usual = {row.short: USUAL.get(row.short, "")}
    _must_not_turn_round(abbreviations(session) | usual)
    session.delete(row)
    session.flush()
    record(session, AbbreviationsChanged(), at=at, by=by)


def _row(session: Session, short: str) -> Abbreviation | None:
    return session.scalar(select(Abbreviation).where(Abbreviation.short == short))


def _must_not_turn_round(table: Mapping[str, str]) -> None:
    """See to it that what was read out once is read out as it is."""
    used = {short: long for short, long in table.items() if long}
    pattern = _pattern(tuple(used))
    for long in used.values():
        found = pattern.search(long)
        if found is not None:
            raise AbbreviationCircular(long=long, short=found[0])


def read_out(said_by: Session | Mapping[str, str], text: str, *, keep: Iterable[str] = ()) -> str:
    """Give a text as it is read aloud; lines stay lines.

    `said_by` is the conference's session, or a table once taken from it (`abbreviations`). What is
    in `keep` stays verbatim wherever it stands in the text.
    """
    table = abbreviations(said_by) if isinstance(said_by, Session) else said_by
    composed = unicodedata.normalize("NFC", text)
    if not table:
        return composed
    pattern, verbatim = _pattern(tuple(table)), _verbatim(keep)
    parts = verbatim.split(composed) if verbatim else [composed]
    read, sofar = [], ""
    for nth, part in enumerate(parts):
        # Every other part is one that is kept.
        words = part if nth % 2 else _expand(pattern, table, part, sofar)
        read.append(words)
        sofar += part
    return "".join(read)


def _verbatim(keep: Iterable[str]) -> re.Pattern[str] | None:
    composed = {unicodedata.normalize("NFC", one) for one in keep if one.strip()}
    longest = sorted(composed, key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, longest))})") if longest else None


def _expand(pattern: re.Pattern[str], table: Mapping[str, str], part: str, before: str) -> str:
    def spoken(found: re.Match[str]) -> str:
        long = table[found[0]]
        if _begins_sentence(before + part[: found.start()]):
            long = long[:1].upper() + long[1:]
        # "ThS.Nguyễn" is written without a blank, and read with one.
        return long + " " if part[found.end() : found.end() + 1].isalnum() else long

    return pattern.sub(spoken, part)


_OPENING = " \t“\"'‘(–-•+"
_ENDS_SENTENCE = ".!?…\n"


def _begins_sentence(before: str) -> bool:
    stripped = before.rstrip(_OPENING)
    return not stripped or stripped[-1] in _ENDS_SENTENCE


@functools.lru_cache(maxsize=16)
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    """Match whole words, the longest first; one that ends with a point may touch what follows."""
    longest = sorted(shorts, key=len, reverse=True)
    words = (re.escape(one) + ("" if one.endswith(".") else r"(?![\w/&-])") for one in longest)
    return re.compile(rf"(?<![\w/&.-])(?:{'|'.join(words)})")
