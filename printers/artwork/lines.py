"""Where a Vietnamese line is broken: between syllables, evenly, and not inside a word of two.

Written Vietnamese puts a space between syllables, not between words, so a plain wrap tears CÔNG
from NGHỆ. The words kept whole here are those of official prose; all others break anywhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS_OF_TWO = frozenset(
    """
    ban tổ|tổ chức|bí thư|biểu dương|cá nhân|chánh văn|chi cục|chi đoàn|chính thức|chủ tịch
    chủ trì|chuyên gia|chuyên viên|công an|công chức|công đoàn|công nghệ|công nhân|công tác
    công ty|cơ quan|cơ sở|cựu chiến|chiến binh|danh dự|danh hiệu|dân tộc|doanh nghiệp|dự án
    đại biểu|đại diện|đại học|đại hội|điển hình|đoàn kết|đoàn viên|đoàn thể|đổi mới|đồng chí
    đơn vị|đảng bộ|đảng ủy|đảng viên|gia đình|giai đoạn|giám đốc|giáo dục|giáo viên|giấy khen
    giấy mời|hải phòng|hành chính|hiệu trưởng|hoàn thành|học sinh|học viện|hội đồng|hội nghị
    hội viên|huân chương|hưởng ứng|hợp tác|khách mời|khánh thành|khen thưởng|khoa học|kế hoạch
    kinh tế|kỹ thuật|lãnh đạo|lao động|lần thứ|mặt trận|năm học|nghiên cứu|người lao|nhà nước
    nhân dân|nhân viên|nhiệm kỳ|nhiệm vụ|nông dân|nông nghiệp|phát triển|phong trào|phòng ban
    phó ban|phó chủ|phó giám|phó trưởng|phụ nữ|quản lý|quân sự|quận ủy|quốc gia|quyết định|sản xuất
    sáng kiến|sáng tạo|sinh viên|sự nghiệp|tập thể|tham dự|tham gia|thanh niên|thành phố
    thành tích|thành ủy|thành viên|thi đua|thông tin|thư ký|thường trực|thường vụ|thương mại
    tiên tiến|tiến bộ|tiến sĩ|tiêu biểu|toàn quốc|trưởng ban|trưởng phòng|trung tâm|trung ương
    trung học|truyền thông|tuyên dương|tuyên truyền|ứng dụng|ủy ban|ủy viên|văn hóa|văn phòng
    việt nam|vụ trưởng|xã hội|xác nhận|xây dựng|xuất sắc|y tế|yêu nước
    """.replace("\n", "|")
    .replace("|    ", "|")
    .strip("| ")
    .split("|")
)
PAUSES = (",", ";", ":", ".", ")", "–", "-")
TORN_WORD_COST = 0.2
PAUSE_REWARD = 0.08
# A better break may cost this part of the type's size.
SLACK_FOR_SENSE = 1.12


@dataclass(frozen=True)
class Measured:
    """Syllables with their widths and the width of a space, all in one unit."""

    syllables: tuple[str, ...]
    widths: tuple[float, ...]
    space: float

    def width(self, start: int, end: int) -> float:
        """Width of the syllables from `start` up to `end` set as one line."""
        return sum(self.widths[start:end]) + self.space * (end - start - 1)

    def line(self, start: int, end: int) -> str:
        """Return the syllables from `start` up to `end` as one line."""
        return " ".join(self.syllables[start:end])


def narrowest(measured: Measured, count: int) -> float:
    """Return the width a column needs so that the syllables fit into `count` lines."""
    low, high = max(measured.widths), measured.width(0, len(measured.widths))
    if count == 1:
        return high
    # A hundredth of the widest syllable is finer than a dot.
    while high - low > max(low, 1.0) / 100:
        middle = (low + high) / 2
        if _count_lines(measured, middle) <= count:
            high = middle
        else:
            low = middle
    return high


def break_lines(measured: Measured, *, count: int, limit: float) -> list[tuple[int, int]]:
    """Break into at most `count` lines within `limit`: even ones, whole words, ends at pauses.

    Returns the first syllable of each line and the one behind its last. `limit` is not below
    `narrowest(measured, count)`.
    """
    total = len(measured.syllables)
    # best[n][end]: the cheapest way to set the first `end` syllables in n lines, and its last break
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        reached: dict[int, tuple[float, int]] = {}
        for start, (cost_before, _break) in best[-1].items():
            for end, cost in _next_lines(measured, start, limit):
                if cost_before + cost < reached.get(end, (math.inf, 0))[0]:
                    reached[end] = (cost_before + cost, start)
        best.append(reached)
    lines, end = [], total
    rows = min((n for n in range(1, count + 1) if total in best[n]), key=lambda n: best[n][total])
    for n in range(rows, 0, -1):
        start = best[n][end][1]
        lines.append((start, end))
        end = start
    return lines[::-1]


def _next_lines(measured: Measured, start: int, limit: float) -> list[tuple[int, float]]:
    """List where a line that begins at `start` may end, and what ending it there costs."""
    ends: list[tuple[int, float]] = []
    width = -measured.space
    for end in range(start + 1, len(measured.syllables) + 1):
        width += measured.space + measured.widths[end - 1]
        if width > limit:
            break
        ends.append((end, (1 - width / limit) ** 2 + _break_cost(measured.syllables, end)))
    return ends


def _break_cost(syllables: Sequence[str], end: int) -> float:
    """Price a break before the syllable at `end` by what it does to the reading."""
    if end == len(syllables):
        return 0.0
    before, after = syllables[end - 1], syllables[end]
    if before.endswith(PAUSES):
        return -PAUSE_REWARD
    word = f"{before} {after.rstrip(''.join(PAUSES))}".lower()
    return TORN_WORD_COST if word in WORDS_OF_TWO else 0.0


def _count_lines(measured: Measured, limit: float) -> int:
    """Count the lines when each is filled up to `limit`, first come first set."""
    lines, used = 1, -measured.space
    for width in measured.widths:
        used += measured.space + width
        if used > limit:
            lines, used = lines + 1, width
    return lines
