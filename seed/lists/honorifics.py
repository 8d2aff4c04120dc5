"""Honorifics before a name, as offices stack them: "Đ/c PGS. TS. Lê Văn Kiên"."""

from __future__ import annotations

import re
from typing import Final

from conference.names import split_honorific

_MORE: Final = re.compile(
    r"(?:"
    r"bà mẹ việt nam anh hùng|mẹ việt nam anh hùng|mẹ vnah|anh hùng lđ|anh hùng lao động|ahlđ|"
    r"anh hùng lực lượng vũ trang nhân dân|anh hùng llvtnd|anh hùng llvt|"
    r"hòa thượng|hoà thượng|thượng tọa|thượng toạ|đại đức|ni trưởng|ni sư|sư cô|linh mục|mục sư|"
    r"giám mục|"
    r"(?:thiếu|trung|thượng|đại) (?:tướng|tá|úy|uý)|"
    r"nhà giáo ưu tú|nhà giáo nhân dân|nghệ sĩ ưu tú|nghệ sĩ nhân dân|nghệ nhân ưu tú|"
    r"nghệ nhân nhân dân|thầy thuốc ưu tú|thầy thuốc nhân dân|"
    r"ngưt|ngnd|nsưt|nsnd|nnưt|nnnd|ttưt|ttnd|"
    r"giáo sư|phó giáo sư|tiến sĩ|thạc sĩ|bác sĩ|kỹ sư|"
    r"pgs|gs|ts|ths|bscki{1,2}|bs|ks|cn|đc|đ\.c|đ/c|đồng chí|ông|bà"
    r")[.:]*(?=[\s.]|$)[.\s]*",
    re.IGNORECASE,
)


def split_honorifics(name: str) -> tuple[str, str]:
    """Split off every honorific; a name that is nothing but one stays whole."""
    heads: list[str] = []
    rest = name
    while True:
        head, left = split_honorific(rest)
        if not head and (match := _MORE.match(rest)) and match.end() < len(rest):
            head, left = match[0].strip(), rest[match.end() :]
        if not head or not left.strip(" .:,-"):
            return " ".join(heads), rest
        heads.append(head)
        rest = left.lstrip(" .:,-")
