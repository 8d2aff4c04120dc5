"""Hard pictures for the stage's screens: the longest titles, the highest letters, many names."""

from __future__ import annotations

import json
from typing import Any

from tests.server.conftest import Served
from tests.server.test_screens_follow import newest

HARD = "ĐẶNG THỊ ỮNG - NGUYỄN KHẨU - HẠNG BA"
LONGEST = (
    "Báo cáo tổng kết phong trào thi đua và công tác khen thưởng giai đoạn 2020-2025, phương "
    "hướng, nhiệm vụ công tác thi đua, khen thưởng giai đoạn 2025-2030"
)
AWARDS = "Biểu dương, tôn vinh, khen thưởng các tập thể, cá nhân điển hình tiên tiến"
OFFICE = "Đ/c Lê Văn Kiên, Phó Giám đốc Sở Khoa học và Công nghệ thành phố Hải Phòng"
UNIT = "Trung tâm Ứng dụng khoa học công nghệ"
NOW = 1_763_708_400_000
MINUTE = 60_000

Words = dict[str, Any]


def real(served: Served, room: str, role: str) -> Words:
    """What the demo shows in a room, to be made harder."""
    picture: Words = json.loads(json.dumps(newest(served.screen("/stage", room, role), "/stage")))
    # A page shown one picture after the other has revisions of its own.
    del picture["revision"]
    return picture


def running(picture: Words, nth: int) -> Words:
    """The same while its nth item, counted from 0, has run for ten minutes."""
    live, after = picture["items"][nth : nth + 2]
    live |= {"state": "live", "started_ms": picture["server_ms"] - 600_000}
    return picture | {"phase": "running", "now_id": live["id"], "next_id": after["id"]}


def with_long_words(picture: Words) -> Words:
    """The same with the longest title and the highest letters in each item."""
    titles = [LONGEST, AWARDS, HARD]
    for nth, one in enumerate(picture["items"]):
        one |= {"title": titles[nth % 3], "performer": OFFICE}
        for part in [*one["steps"], *one["entries"]]:
            part |= {"title": AWARDS, "performer": HARD}
    return picture


def batch(count: int, state: str, **more: Any) -> Words:
    """A batch of so many, every third of whom is not here."""
    places = [
        {
            "id": nth, "place": nth, "name": HARD, "detail": "Giấy khen", "unit": UNIT,
            "present": nth % 3 > 0,
        }
        for nth in range(1, count + 1)
    ]  # fmt: skip
    plain = {"id": 1, "label": "Lượt 1/4", "kind": "individual", "state": state}
    return plain | {"recipients": places} | more


def award(*batches: Words, item_id: int) -> Words:
    """An award block as the wings and the MC are given it."""
    states = {one["state"]: one["id"] for one in reversed(batches)}
    return {
        "block_id": 1, "item_id": item_id, "revision": 1, "title": AWARDS, "form": "Giấy khen",
        "decision": "Quyết định số 512/QĐ-SKHCN", "reader": "", "presenter": OFFICE,
        "flower_giver": OFFICE, "called_id": states.get("gathering"),
        "on_stage_id": states.get("on_stage"), "next_id": states.get("planned"),
        "said": {
            "individual": "Trân trọng kính mời các cá nhân có tên sau đây lên sân khấu nhận "
            "Giấy khen của Giám đốc Sở Khoa học và Công nghệ:",
            "collective": "Trân trọng kính mời đại diện các tập thể lên sân khấu:",
            "givers": f"Trân trọng kính mời {OFFICE} lên trao thưởng và chúc mừng.",
        },
        "batches": list(batches), "batches_after": 1,
    }  # fmt: skip


def message(to: str, words: str = HARD) -> Words:
    return {"id": 1, "to": to, "by": "Điều hành", "sent_ms": NOW, "words": words}
