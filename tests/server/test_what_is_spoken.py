"""Script, sentences, abbreviations and guests from the office's page; papers; the stage's marks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pypdf import PdfReader

from conference import introductions
from conference.agenda import rundown
from conference.honoured_guests import GuestState, hand_to_mc, note_state, order_guests
from conference.refusals import NotFound
from server.work.spoken_papers import NoScriptToPrint, cue_cards, introduction_sheet
from stage.spoken import introduction_words, script_words
from tests.factories import AT, BY, new_id
from tests.server.conftest import HTML, Served

GUESTS = [1, 5, 6, 11]
"""One of the city, two of the Sở's leaders, one head of a division."""


def post(served: Served, path: str, body: dict[str, Any], role: str = "stage") -> Any:
    return served.client(role).post(path, json=body)


def page(served: Served, role: str = "stage", query: str = "") -> str:
    return served.client(role).get(f"/admin/scripts{query}", headers=HTML).text


def into_the_hall(served: Served, *ids: int) -> None:
    def come(session):
        order_guests(session, GUESTS, at=AT, by=BY)
        for one in ids:
            note_state(session, one, GuestState.IN_HALL, touch_id=new_id(), badges=False,
                       at=AT, by=BY)  # fmt: skip
        hand_to_mc(session, ids, at=AT, by=BY)

    served.db.write(come)


def shown(served: Served) -> dict[str, Any]:
    with served.db.reading() as session:
        return introduction_words(session, 1)


def item_ids(served: Served) -> list[int]:
    with served.db.reading() as session:
        return [item.id for item in rundown(session).items]


def paper(served: Served, tmp_path, **wish: Any) -> tuple[str, str]:
    client = served.client("mc")
    job = client.post("/admin/scripts/papers", json=wish).json
    assert served.server.jobs.wait(job["id"]).fault is None
    answer = client.get(f"/admin/scripts/papers/{job['id']}/file?open", buffered=True)
    file = tmp_path / "paper.pdf"
    file.write_bytes(answer.data)
    text = " ".join(" ".join(one.extract_text().split()) for one in PdfReader(file).pages)
    return answer.headers["Content-Disposition"], text


# The page.


def test_office_and_stage_write_and_the_mc_reads(served: Served) -> None:
    written, read = page(served), page(served, "mc")

    assert "Phong trào thi đua yêu nước giai đoạn 2020-2025" in written
    assert 'data-role="word"' in written
    assert 'data-role="word"' not in read
    assert re.search(r"<textarea[^>]*readonly", read)
    assert "Trang này để xem và in" in read


def test_the_page_shows_guests_lines_and_lists_of_the_sitting(served: Served) -> None:
    into_the_hall(served, 1, 5)
    post(served, "/stage/introductions", {"delegate_ids": [1]})
    post(served, "/stage/introductions/freeze", {})
    into_the_hall(served, 6)
    post(served, "/stage/introductions/freeze", {"supplement": True, "sitting_id": 1})

    text = page(served, query="?sitting=1")

    assert "Danh sách số 1, chốt lúc 13h42" in text
    assert "Bổ sung lúc 13h42 (số 2, theo danh sách số 1)" in text
    assert "đến sau" in text
    assert text.count("đã giới thiệu") >= 2


def test_a_supplement_whose_answer_was_lost_is_not_refused_but_given_again(
    served: Served,
) -> None:
    into_the_hall(served, 1)
    post(served, "/stage/introductions/freeze", {})
    into_the_hall(served, 6)
    body = {"supplement": True, "request_id": new_id()}

    answers = [post(served, "/stage/introductions/freeze", body) for _ in range(2)]

    assert [one.json["number"] for one in answers] == [2, 2]


@pytest.mark.parametrize("supplement", [False, True])
def test_a_press_half_an_hour_later_is_another_errand_though_its_id_is_the_same(
    served: Served, supplement: bool
) -> None:
    def freeze(**body: Any) -> Any:
        return post(served, "/stage/introductions/freeze", body).json

    into_the_hall(served, 1)
    freeze()
    into_the_hall(served, 1, 5)
    served.clock.forward(minutes=1)
    body = {"supplement": supplement, "request_id": new_id()}
    first = freeze(**body)
    into_the_hall(served, 1, 5, 6)
    served.clock.forward(minutes=30)

    later = [freeze(**body) for _ in range(2)]

    assert first["number"] == 2
    assert [one["number"] for one in later] == [3, 3]
    with served.db.reading() as session:
        newest = introductions.frozen_list(session, 1, 3)
        assert newest is not None
        assert 6 in {one for line in newest.lines for one in line["ids"]}


def test_a_supplement_behind_which_another_list_was_frozen_is_not_given_as_news(
    served: Served,
) -> None:
    into_the_hall(served, 1)
    post(served, "/stage/introductions/freeze", {})
    into_the_hall(served, 1, 6)
    body = {"supplement": True, "request_id": new_id()}
    post(served, "/stage/introductions/freeze", body)
    post(served, "/stage/introductions/freeze", {})

    again = post(served, "/stage/introductions/freeze", body)

    assert again.json["error"]["code"] == "nothing_new_to_introduce"


def test_what_follows_the_hall_is_a_part_that_can_be_taken_anew(served: Served) -> None:
    empty = page(served)
    into_the_hall(served, 1)
    post(served, "/stage/introductions/freeze", {})

    introducing = page(served).split('data-role="introducing"')[1].split('data-role="guest-row"')[0]

    assert 'data-supplement="yes"' not in empty
    for words in ("Sẵn sàng giới thiệu: 1 dòng", 'data-supplement="yes"', "Danh sách số 1"):
        assert words in introducing
    assert 'data-role="paper-size"' not in introducing


# The script.


def test_a_script_is_saved_by_its_revision_and_taken_back(served: Served) -> None:
    (first, *_) = item_ids(served)
    path = f"/admin/scripts/items/{first}"
    before = served.client("mc").get(path).json

    saved = post(served, path, {"seen": before["revision"], "words": "Một\n\nHai"}).json
    late = post(served, path, {"seen": before["revision"], "words": "Ba"}, "admin")
    back = post(served, f"{path}/take-back", {"seen": saved["revision"]}).json

    assert (saved["pages"], saved["too_long"], saved["can_take_back"]) == (2, [], True)
    assert late.status_code == 409
    assert late.json["error"]["code"] == "script_changed"
    assert "Điều hành sân khấu" in late.json["error"]["sentence"]
    assert back["words"] == before["words"]


def test_a_page_that_is_too_long_is_said_to_be_divided_by_the_screen(served: Served) -> None:
    (first, *_) = item_ids(served)
    path = f"/admin/scripts/items/{first}"
    seen = served.client("mc").get(path).json["revision"]

    written = post(served, path, {"seen": seen, "words": "Kính thưa quý vị. " * 200}).json

    assert written["too_long"] == [1]
    assert "Trang 1 dài quá" in page(served)
    assert "cuộn" not in page(served)


def test_a_part_has_a_script_of_its_own(served: Served) -> None:
    with served.db.reading() as session:
        item = next(one for one in rundown(session).items if one.steps)
        step = {"kind": "step", "id": item.steps[0].id}
    path = f"/admin/scripts/items/{item.id}"
    asked = {"kind": "step", "part": step["id"]}
    seen = served.client("mc").get(path, query_string=asked).json["revision"]

    post(served, path, {"part": step, "seen": seen, "words": "Đ/c Chánh VP công bố."})

    assert served.client("mc").get(path, query_string=asked).json["words"] == (
        "Đ/c Chánh VP công bố."
    )
    with served.db.reading() as session:
        (spoken,) = script_words(session, [item.id])
    assert {
        "part": step,
        "words": "Đồng chí Chánh Văn phòng công bố.",
        "draft": False,
    } in spoken["pages"]


def test_what_nobody_wrote_is_a_draft_and_titles_stay_verbatim(served: Served) -> None:
    first, *_, last = item_ids(served)
    path = f"/admin/scripts/items/{last}"
    seen = served.client("mc").get(path).json["revision"]
    post(served, path, {"seen": seen, "words": ""})
    title = "Lời UBND TP và đ/c CT"
    served.db.write(lambda s: setattr(rundown(s).items[0], "title", title))
    opening = served.client("mc").get(f"/admin/scripts/items/{first}").json["revision"]
    post(served, f"/admin/scripts/items/{first}",
         {"seen": opening, "words": f"Đ/c CT đọc: {title}."})  # fmt: skip

    with served.db.reading() as session:
        spoken = script_words(session, [first, last])
        nobody = script_words(session, [])

    assert [one["item_id"] for one in spoken] == [first, last]
    assert spoken[0]["pages"][0]["words"] == f"Đồng chí Chủ tịch đọc: {title}."
    assert all(one["draft"] for one in spoken[1]["pages"])
    assert "Đồng chí Giám đốc Sở" not in spoken[1]["pages"][0]["words"]
    assert "đồng chí Giám đốc Sở" in spoken[1]["pages"][0]["words"]
    assert nobody == []


# Sentences and abbreviations.


def test_a_sentence_is_tried_worded_and_reset(served: Served) -> None:
    body = {"key": "photo", "words": "Mời chụp ảnh trên {nơi trao}."}
    tried = post(served, "/admin/scripts/sentences/preview", body).json["preview"]
    wrong = post(served, "/admin/scripts/sentences/preview", {"key": "photo", "words": "{gì}"})
    worded = post(served, "/admin/scripts/sentences", body).json
    post(served, "/admin/scripts/choices", {"key": "choice.stage", "word": "lễ đài"})
    reset = post(served, "/admin/scripts/sentences", {"key": "photo", "words": ""}).json

    assert tried == worded["preview"] == "Mời chụp ảnh trên sân khấu."
    assert worded["own"]
    assert wrong.json["error"]["code"] == "sentence_slot_unknown"
    assert not reset["own"]
    assert "lễ đài" in reset["preview"]


def test_an_abbreviation_is_written_and_reset(served: Served) -> None:
    path = "/admin/scripts/abbreviations"
    post(served, path, {"short": "SKHCN", "long": "Sở Khoa học và Công nghệ"})
    assert "SKHCN" in page(served)

    assert post(served, path, {"short": "SKHCN", "reset": True}).json == {"done": True}

    assert "<dt>SKHCN</dt>" not in page(served)


# Guests.


def test_a_guest_is_introduced_with_a_group_and_on_the_side_that_the_office_says(
    served: Served,
) -> None:
    into_the_hall(served, *GUESTS)
    manner = {"by_name": False, "group_line": "các đ/c trưởng phòng", "of_host": False}

    kept = post(served, "/admin/scripts/guests/11", manner).json
    post(served, "/admin/scripts/guests/1", {"by_name": True, "of_host": True})

    assert kept["group_line"] == "các đ/c trưởng phòng"
    lines = shown(served)["lines"]
    assert [line["ids"] for line in lines] == [[11], [1], [5], [6]]
    assert lines[0]["text"] == "Cùng dự có các đồng chí trưởng phòng"
    assert [line["manner"] for line in lines] == ["group", "by_name", "by_name", "by_name"]


def test_the_mc_marks_who_was_introduced_and_sees_who_waits(served: Served) -> None:
    into_the_hall(served, 5)
    served.db.write(
        lambda s: note_state(
            s, 6, GuestState.IN_LOUNGE, touch_id=new_id(), badges=False, at=AT, by=BY
        )
    )

    marked = post(served, "/stage/introductions", {"delegate_ids": [5]}, "mc").json
    words = shown(served)

    assert marked["delegate_ids"] == [5]
    assert words["begun"]
    assert words["frozen"] is None
    assert [(one["id"], one["state"], one["listed"]) for one in words["waiting"]] == [
        (6, "in_lounge", False)
    ]
    assert words["waiting"][0]["at_ms"]
    taken = {"delegate_ids": [5], "introduced": False, "sitting_id": 1}
    assert post(served, "/stage/introductions", taken, "mc").json["delegate_ids"] == [5]
    assert not shown(served)["begun"]


def test_there_is_no_other_sitting_to_introduce_in(served: Served) -> None:
    into_the_hall(served, 5)

    answer = post(served, "/stage/introductions/freeze", {"sitting_id": 9})

    assert answer.status_code == 404


# Papers.


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_list_of_guests_is_frozen_made_and_opened_to_be_printed(
    served: Served, tmp_path, size: str
) -> None:
    into_the_hall(served, 5)
    number = post(served, "/stage/introductions/freeze", {}, "mc").json["number"]

    head, text = paper(
        served, tmp_path, paper="introduction", size=size, sitting_id=1, number=number
    )

    assert head.startswith("inline")
    assert f"danh-sach-gioi-thieu-dai-bieu-01-{size}.pdf" in head
    assert "DANH SÁCH GIỚI THIỆU ĐẠI BIỂU" in text
    with served.db.reading() as session:
        (line,) = introductions.introduction(session, 1).lines
    assert line.text in text


def test_a_slip_is_a_paper_of_its_own(served: Served, tmp_path) -> None:
    into_the_hall(served, 5)
    post(served, "/stage/introductions/freeze", {})
    into_the_hall(served, 6)
    number = post(served, "/stage/introductions/freeze", {"supplement": True}).json["number"]

    head, text = paper(served, tmp_path, paper="introduction", size="a5", number=number)

    assert "bo-sung-gioi-thieu-dai-bieu-02-a5.pdf" in head
    assert "BỔ SUNG LÚC 13h42" in text
    assert text.count("Thêm") == 1


def test_the_script_is_made_as_cards_of_the_revision_that_was_read(
    served: Served, tmp_path
) -> None:
    ids = item_ids(served)

    head, text = paper(served, tmp_path, paper="cue_cards", item_ids=ids[3:5])

    with served.db.reading() as session:
        whole = cue_cards(session, [], at_ms=0)
    assert f"loi-dan-ban-{whole.revision}-13h42.pdf" in head
    assert f"Lời dẫn · bản {whole.revision}, 13h42 · Thẻ 1/" in text
    assert "a) Công bố Quyết định khen thưởng" in text
    assert "Tham luận của tập thể" in text
    assert "Văn nghệ" not in text
    assert len({card.title for card in whole.cards}) == len(ids)


def test_a_paper_that_nothing_stands_on_is_refused(served: Served) -> None:
    with served.db.reading() as session:
        for sitting_id, number in [(1, 7), (9, 1)]:
            with pytest.raises(NotFound):
                introduction_sheet(session, sitting_id, number)
        with pytest.raises(NoScriptToPrint):
            cue_cards(session, [999], at_ms=0)
