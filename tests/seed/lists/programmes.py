"""Programmes as files and as pasted words, read for tests."""

from __future__ import annotations

import tempfile
from pathlib import Path

from seed.lists.programme import read_programme

HEADER = ["STT", "Thời gian", "Nội dung", "Thực hiện"]

S2 = """STT\tThời gian\tNội dung\tThực hiện
1\t14h00’-14h20’\tVăn nghệ chào mừng (03 tiết mục)\tĐoàn Thanh niên Sở
2\t14h20’-14h30’\tTuyên bố lý do, giới thiệu đại biểu\tĐ/c Chánh Văn phòng Sở
\t14h30’-14h50’\tBáo cáo tổng kết\tĐ/c Lê Văn Kiên, PGĐ Sở
4\t14h50’-15h10’\tTham luận: 01 tập thể, 02 cá nhân\tĐại diện phòng, đơn vị; cá nhân
5\t15h10’-15h30’\tBiểu dương, khen thưởng:
a) Công bố Quyết định khen thưởng;
b) Trao giấy khen;
c) Tặng hoa chúc mừng.\ta) Đ/c Chánh Văn phòng
b) Đ/c Giám đốc Sở
c) Các đ/c Phó Giám đốc
8\t15h30’-16h00’\tPhát biểu chỉ đạo và bế mạc\tĐ/c Giám đốc Sở
"""
"""As Word puts the table of a plan into the clipboard."""


def read(data, *, pasted=False, **how):
    """Read bytes, or words that were pasted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "brought"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_programme(path, **{"file_name": "chuong-trinh", "pasted": pasted, **how})


def pasted(*lines, **how):
    """Read lines with | between the cells."""
    return read("\n".join(lines).replace("|", "\t"), pasted=True, **how)


def table(*rows):
    """Read rows under the usual header; a row is its cells between |."""
    return pasted("|".join(HEADER), *rows)


def shown(item):
    """Give an item's number, title and hours."""
    return item.number, item.title, *(one and f"{one:%H%M}" for one in (item.start, item.end))


def codes(programme, row=None):
    return [one.code for one in programme.faults if row in {None, one.row}]
