"""By which headers offices name the columns of a list; folded, so without accents and case."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from conference.names import fold, tidy
from seed.lists.model import Field

_ALIASES: Final[dict[Field, str]] = {
    Field.STT: "stt|tt|so tt|so thu tu|thu tu|no|so",
    Field.NAME: (
        "ho va ten|ho ten|ho & ten|ho va ten dai bieu|ho ten dai bieu|ten dai bieu|dai bieu|"
        "ho va ten ca nhan|ten ca nhan|ho ten ca nhan|ho va chu dem va ten|ho va ten khai sinh|"
        "ho chu dem va ten|ho dem va ten|ho ten dem|ho va ten can bo|ten tap the ca nhan|"
        "ho va ten nguoi du|ho ten nguoi tham du|nguoi tham du|thanh phan tham du|"
        "ten tap the|ten tap the ca nhan|full name|name|ho va ten ong ba|ho ten ong ba|"
        "ca nhan|ho va ten nguoi duoc khen thuong|tap the ca nhan|danh tinh|fullname"
    ),
    Field.FAMILY_NAME: "ho|ho dem|ho va dem|ho va ten dem|ho va chu dem|ho chu dem|ho lot|"
    "ho va ten lot|ho va chu lot|last name|family name|surname",
    Field.GIVEN_NAME: "ten|ten goi|given name|first name",
    Field.POSITION: (
        "chuc vu|chuc danh|vi tri cong tac|vi tri|chuc vu cong tac|chuc danh nghe nghiep|"
        "chuc vu chuc danh|chuc danh chuc vu|cuong vi|cong viec|nghe nghiep|chuc vu hien nay|"
        "chuc vu dam nhiem|nhiem vu|position|title|chuc vu chinh quyen|chuc vu dang|chuc trach"
    ),
    Field.UNIT: (
        "don vi|don vi cong tac|co quan|noi cong tac|co quan don vi|co quan cong tac|ten don vi|"
        "don vi co quan|co quan don vi cong tac|noi lam viec|phong ban|to chuc|dia phuong|unit|"
        "don vi dia phuong|dia phuong don vi|ten co quan don vi|doan|doan dai bieu|organization|"
        "don vi trinh|don vi de nghi|don vi gioi thieu|organisation|noi cong tac hien nay|truong|"
        "co quan don vi dia phuong|xa phuong|phuong xa"
    ),
    Field.POSITION_UNIT: (
        "chuc vu don vi|chuc vu va don vi|chuc vu don vi cong tac|chuc vu noi cong tac|"
        "chuc vu co quan|chuc vu co quan don vi|chuc danh don vi|chuc danh noi cong tac|"
        "chuc vu va don vi cong tac|chuc vu va noi cong tac|don vi chuc vu|co quan chuc vu|"
        "chuc danh don vi cong tac|chuc vu co quan cong tac|chuc vu noi lam viec|"
        "don vi cong tac chuc vu|co quan don vi chuc vu|chuc danh va don vi cong tac|"
        "nghe nghiep don vi cong tac|nghe nghiep noi lam viec"
    ),
    Field.GROUP: (
        "thanh phan|nhom|nhom dai bieu|thanh phan dai bieu|loai dai bieu|doi tuong|phan loai|"
        "khoi|group|loai|hinh thuc tham du|dien"
    ),
    Field.SEX: "gioi tinh|gioi|nam nu|nam hay nu|phai|sex|gender|nu",
    Field.BIRTH: (
        "ngay sinh|nam sinh|ngay thang nam sinh|sinh ngay|ngay thang sinh|sinh nam|tuoi|"
        "ngay nam sinh|ngay thang nam|date of birth|dob|birthday|year of birth|ntns|ns"
    ),
    Field.BIRTH_MALE: "nam sinh nam|ngay sinh nam|ngay thang nam sinh nam|gioi tinh nam|nam",
    Field.BIRTH_FEMALE: "nam sinh nu|ngay sinh nu|ngay thang nam sinh nu|gioi tinh nu",
    Field.CITIZEN_NUMBER: (
        "cccd|so cccd|can cuoc cong dan|so can cuoc cong dan|so can cuoc|can cuoc|cmnd|so cmnd|"
        "cmnd cccd|cccd cmnd|so cmnd cccd|so cccd cmnd|so dinh danh|so dinh danh ca nhan|"
        "ma dinh danh|so the can cuoc|the can cuoc|so cccd dinh danh|cmt|so cmt"
    ),
    Field.PHONE: (
        "sdt|dien thoai|so dien thoai|so dt|dt|di dong|so di dong|dien thoai di dong|dtdd|"
        "so dien thoai lien he|dien thoai lien he|dien thoai lien lac|so lien he|lien he|phone|"
        "mobile|so dtdd|tel|zalo|so dien thoai zalo"
    ),
    Field.EMAIL: "email|e mail|thu dien tu|dia chi email|mail|hop thu|dia chi thu dien tu",
    Field.ETHNICITY: "dan toc|thanh phan dan toc",
    Field.PARTY: (
        "dang vien|dang|la dang vien|ngay vao dang|dang vien x|vao dang|ngay vao dang chinh thuc"
    ),
    Field.EDUCATION: (
        "trinh do|trinh do chuyen mon|chuyen mon|trinh do hoc van|hoc van|hoc vi|hoc ham hoc vi|"
        "trinh do dao tao|trinh do chuyen mon nghiep vu|trinh do van hoa"
    ),
    Field.POLITICAL_THEORY: (
        "ly luan chinh tri|trinh do ly luan chinh tri|trinh do llct|llct|ly luan|chinh tri|"
        "trinh do chinh tri"
    ),
    Field.DIRECT_PRODUCER: (
        "truc tiep san xuat|nguoi truc tiep san xuat|lao dong truc tiep|truc tiep lao dong|ttsx|"
        "truc tiep|nguoi lao dong truc tiep|truc tiep lao dong san xuat|"
        "truc tiep san xuat cong tac"
    ),
    Field.SECTOR: "thanh phan kinh te|khu vuc kinh te|loai hinh|loai hinh kinh te|linh vuc",
    Field.MERITS: (
        "thanh tich|thanh tich da co|thanh tich da dat|thanh tich dat duoc|khen thuong da co|"
        "tom tat thanh tich|thanh tich tieu bieu|hinh thuc khen thuong|danh hieu|cac danh hieu|"
        "danh hieu thi dua|khen thuong|danh hieu hinh thuc khen thuong|thanh tich noi bat|"
        "thanh tich da duoc khen thuong"
    ),
    Field.ADDRESS_FORM: "xung ho|cach xung ho|danh xung|cach goi|ong ba",
    Field.SEAT: "ghe|so ghe|vi tri ngoi|cho ngoi|vi tri ghe|so cho|seat|so cho ngoi|hang ghe",
    Field.AREA: "khu vuc|khu|khu vuc ngoi|khu ghe|vi tri khu vuc",
    Field.NOTE: "ghi chu|luu y|chu thich|note|notes|ghi chu khac",
    Field.ATTENTION: (
        "luu y don tiep|luu y cho don tiep|luu y voi don tiep|luu y cho bo phan don tiep|"
        "luu y khi don tiep|can luu y|luu y le tan|yeu cau don tiep"
    ),
    Field.TRAY: "khay|so khay|ten khay|ma khay|khay the|khay dung the|khay de the",
    Field.PLACE_IN_TRAY: "o|o so|so o|o khay|so o trong khay|o trong khay|vi tri trong khay",
    Field.HEADS_DELEGATION: "truong doan|la truong doan|truong doan dai bieu|lam truong doan",
    Field.CARD_NUMBER: "so the|the|ma the|so the dai bieu|ma dai bieu|so the du|the so|ma so",
}
_EXACT: Final = {
    alias.replace(" & ", " "): field
    for field, aliases in _ALIASES.items()
    for alias in aliases.split("|")
}
_LONG_ENOUGH: Final = 5
_TOO_VAGUE: Final = frozenset(
    [
        "dai bieu",
        "ca nhan",
        "to chuc",
        "dia phuong",
        "nhiem vu",
        "title",
        "group",
        "truc tiep",
        "chinh tri",
        "phong ban",
        "loai hinh",
        "lien he",
        "phone",
        "note",
        "notes",
        "tham du",
        "truong",
        "doan dai bieu",
        "ten tap the",
        "dang vien",
        "ong ba",
        "ten goi",
        "thu tu",
        "vi tri",
        "co quan",
        "khu vuc",
        "danh hieu",
        "ma dai bieu",
    ]
)
"""Names of columns when alone, ordinary words inside a longer text."""
_WITHIN: Final = sorted(
    (one for one in _EXACT if len(one) >= _LONG_ENOUGH and one not in _TOO_VAGUE),
    key=len,
    reverse=True,
)
_YEAR: Final = "năm"
_LONGEST_HEADER: Final = 80
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)?|\[[^]]*\]?")


def normalised(header: str) -> str:
    """Give the words of a header, folded, without signs: "Đ/c, họ & tên" is "d c ho ten"."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(header)))


@lru_cache(maxsize=2000)
def field_of(header: str) -> Field | None:
    """Tell what a column with this header holds, None if nobody knows.

    First the whole header, then without what stands in brackets, then a known name within it.
    """
    if len(header) > _LONGEST_HEADER:
        return None
    if tidy(header).lower() == _YEAR:
        # Folded it would be "nam", the column of men.
        return Field.BIRTH
    whole, bare = normalised(header), normalised(_IN_BRACKETS.sub(" ", header))
    found = _EXACT.get(whole) or _EXACT.get(bare)
    if found is not None:
        return found
    padded = f" {bare} "
    return next((_EXACT[one] for one in _WITHIN if f" {one} " in padded), None)


def names_a_column(header: str) -> bool:
    """Tell whether this is a header and nothing but one: no title line is."""
    bare = normalised(_IN_BRACKETS.sub(" ", header))
    return len(header) <= _LONGEST_HEADER and (normalised(header) in _EXACT or bare in _EXACT)
