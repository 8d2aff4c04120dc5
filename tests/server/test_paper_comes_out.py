"""From a scan to a sheet: through the queue, the driver, a real socket and the virtual printer."""

from __future__ import annotations

import io
import time

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from conference import printing
from conference.delegates import CodeState, EntryCode
from conference.printing import PrintJob, PrintState
from printers.virtual import Fault
from tests.factories import AT, new_id
from tests.server.conftest import HTML, Served
from tests.server.test_screens_follow import newest
from tests.waiting import until


def job(served: Served, job_id: int) -> PrintJob:
    with served.db.reading() as session:
        return session.get_one(PrintJob, job_id)


def qr_on(png: bytes) -> str:
    image = np.array(Image.open(io.BytesIO(png)).convert("L"))
    found = zxingcpp.read_barcodes(image)
    assert len(found) == 1
    return found[0].text


def test_an_arrival_prints_a_badge_whose_code_is_its_own(running: Served) -> None:
    running.scan(running.codes[0])
    running.wait_for_jobs(PrintState.PRINTED, 1)

    png = running.picture("/print/sheets/latest.png")
    printed = job(running, 1)

    assert qr_on(png) == printed.code
    assert printed.sheet == 1
    with running.db.reading() as session:
        code = session.get_one(EntryCode, printed.code)
    assert (code.state, code.issue) == (CodeState.ACTIVE, 1)


def test_the_badge_scanned_at_the_door_is_a_repeat(running: Served) -> None:
    running.scan(running.codes[0])
    running.wait_for_jobs(PrintState.PRINTED, 1)

    answer = running.scan(str(job(running, 1).code)).json

    assert (answer["verdict"], answer["delegate"]["seat"]) == ("repeat", "A-01")


def test_a_reprint_is_a_new_issue_and_the_old_badge_dies(running: Served) -> None:
    running.scan(running.codes[0])
    running.wait_for_jobs(PrintState.PRINTED, 1)
    desk, request_id = running.client("print"), new_id()
    body = {"request_id": request_id, "reason": "Thẻ bị rách"}

    first = desk.post("/print/jobs/1/reprint", json=body).json
    again = desk.post("/print/jobs/1/reprint", json=body).json
    running.wait_for_jobs(PrintState.PRINTED, 2)

    assert first == again
    assert job(running, first["job_id"]).issue == 2
    assert running.scan(str(job(running, 1).code)).json["reason"] == "replaced"
    assert running.scan(str(job(running, 2).code)).json["reason"] == "repeat"


def test_a_reprint_without_a_reason_is_refused(running: Served) -> None:
    running.scan(running.codes[0])
    running.wait_for_jobs(PrintState.PRINTED, 1)

    answer = running.client("print").post(
        "/print/jobs/1/reprint", json={"request_id": new_id(), "reason": " "}
    )

    assert answer.json["error"]["code"] == "reason_missing"


def test_paper_out_keeps_the_sheet_and_a_new_roll_prints_it(running: Served) -> None:
    printer = running.server.printing.virtual
    assert printer is not None
    printer.strike(Fault.PAPER_OUT)

    running.scan(running.codes[0])
    until(lambda: running.server.printing.spooler.state.reason)
    waiting = newest(running.screen("/print", "desk", "print"), "/print")
    health = running.client().get("/api/health").json
    printer.mend()
    running.wait_for_jobs(PrintState.PRINTED, 1)
    after = newest(running.screen("/print", "desk", "print"), "/print")

    assert waiting["spooler"]["state"] == "paused"
    assert waiting["spooler"]["printer"]["state"] == "paper_out"
    assert waiting["counts"]["queued"] == 1
    assert health["spooler"] == "paused"
    assert after["spooler"]["state"] == "running"
    assert [one["state"] for one in after["jobs"]] == ["printed"]


def test_a_printer_that_loses_power_leaves_one_question_and_no_silent_double(
    running: Served,
) -> None:
    printer = running.server.printing.virtual
    assert printer is not None
    printer.strike(Fault.POWER_CYCLE, at_row=200)

    running.scan(running.codes[0])
    running.wait_for_jobs(PrintState.UNCERTAIN, 1)
    desk = running.client("reception")
    before = desk.post("/print/jobs/1/reprint", json={"request_id": new_id(), "reason": "Mờ"})
    answer = desk.post("/print/jobs/1/settle", json={"answer": "spoiled"})
    twice = desk.post("/print/jobs/1/settle", json={"answer": "printed"})
    again = desk.post("/print/jobs/1/reprint", json={"request_id": new_id(), "reason": "Mất điện"})
    running.wait_for_jobs(PrintState.PRINTED, 1)

    assert before.json["error"]["code"] == "sheet_uncertain"
    assert answer.json == {"done": True}
    assert twice.json["error"]["code"] == "sheet_not_uncertain"
    assert again.json["done"] is True
    assert job(running, 1).state is PrintState.SPOILED
    assert running.scan(str(job(running, 1).code)).json["reason"] == "replaced"


def test_a_sheet_that_came_out_after_all_stays_valid(running: Served) -> None:
    printer = running.server.printing.virtual
    assert printer is not None
    printer.strike(Fault.POWER_CYCLE, at_row=200)
    running.scan(running.codes[0])
    running.wait_for_jobs(PrintState.UNCERTAIN, 1)

    running.client("print").post("/print/jobs/1/settle", json={"answer": "printed"})

    assert job(running, 1).state is PrintState.PRINTED
    assert running.scan(str(job(running, 1).code)).json["reason"] == "repeat"


def test_printing_can_stand_still_and_go_on(running: Served) -> None:
    desk = running.client("print")

    desk.post("/print/spooler", json={"command": "pause", "reason": "Thay cuộn giấy"})
    running.scan(running.codes[0])
    held = newest(running.screen("/print", "desk", "print"), "/print")
    office = newest(running.screen("/admin", "office", "admin"), "/admin")
    desk.post("/print/spooler", json={"command": "resume"})
    running.wait_for_jobs(PrintState.PRINTED, 1)

    assert (held["spooler"]["state"], held["spooler"]["reason"]) == ("paused", "Thay cuộn giấy")
    assert held["counts"] == {"queued": 1, "printed": 0, "uncertain": 0, "assumed": 0}
    assert office["spooler"]["state"] == "paused"


def test_a_mute_printer_ends_assumed_and_is_never_shown_as_printed(
    serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The driver waits out the paper's way before it assumes; the wait is not what is tested.
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    served = serve(printer_model="mute")
    served.server.start()

    served.scan(served.codes[0])
    served.wait_for_jobs(PrintState.ASSUMED, 1)
    desk = newest(served.screen("/print", "desk", "print"), "/print")

    assert desk["counts"] == {"queued": 0, "printed": 0, "uncertain": 0, "assumed": 1}


def test_a_restart_makes_what_was_on_its_way_a_question(served: Served) -> None:
    served.scan(served.codes[0])
    served.scan(served.codes[1])
    first = served.db.write(printing.claim_next)
    assert first is not None
    served.db.write(lambda s: printing.mark_sending(s, first.job_id, at=AT, by="test"))
    second = served.db.write(printing.claim_next)
    assert second is not None

    served.server.start()
    served.wait_for_jobs(PrintState.PRINTED, 1)

    assert job(served, first.job_id).state is PrintState.UNCERTAIN
    assert job(served, second.job_id).state is PrintState.PRINTED


def test_a_recipients_certificate_prints_from_the_awards_page(running: Served) -> None:
    admin, request_id = running.client("admin"), new_id()
    page = admin.get("/admin/awards", headers=HTML).text

    first = admin.post("/admin/recipients/5/certificate", json={"request_id": request_id}).json
    again = admin.post("/admin/recipients/5/certificate", json={"request_id": request_id}).json
    running.wait_for_jobs(PrintState.PRINTED, 1)
    words = job(running, first["job_id"]).words

    assert "BẢN TẠM" in page
    assert first == again
    assert words["heading"] == "GIẤY KHEN"
    assert words["marking"] == "BẢN TẠM"
    assert words["decision"] == "Quyết định số 215/QĐ-SKHCN ngày 18/8/2025"
    assert words["place_and_date"] == "Hải Phòng, ngày 20 tháng 11 năm 2026"
    assert words["name"] in page


def test_a_second_certificate_says_that_it_is_a_copy(running: Served) -> None:
    admin = running.client("admin")
    for printed in (1, 2):
        admin.post("/admin/recipients/5/certificate", json={"request_id": new_id()})
        running.wait_for_jobs(PrintState.PRINTED, printed)

    first, second = (running.picture(f"/print/sheets/{number}.png") for number in (1, 2))

    assert (job(running, 1).issue, job(running, 2).issue) == (1, 2)
    assert first != second


def test_a_batch_prints_in_calling_order_and_leaves_out_what_is_printed(running: Served) -> None:
    admin = running.client("admin")

    counts = [
        admin.post("/admin/batches/2/certificates", json={"request_id": new_id()}).json["jobs"]
        for _ in range(2)
    ]
    running.wait_for_jobs(PrintState.PRINTED, 8)
    with running.db.reading() as session:
        jobs = session.scalars(select(PrintJob).order_by(PrintJob.id)).all()

    assert counts == [8, 0]
    assert [one.words["number"] for one in jobs] == [f"02-{n:02d}" for n in range(1, 9)]


def test_what_is_not_there_cannot_be_printed(served: Served) -> None:
    admin = served.client("admin")
    paths = ("/admin/recipients/999/certificate", "/admin/batches/999/certificates")

    answers = [admin.post(path, json={"request_id": new_id()}).status_code for path in paths]
    pictures = [
        admin.get(path).status_code for path in ("/print/sheets/77.png", "/print/sheets/latest.png")
    ]

    assert answers == pictures == [404, 404]


def test_a_printer_that_is_not_there_is_shown_and_nothing_is_lost(serve) -> None:
    served = serve(printer="tcp://127.0.0.1:1", printer_name="Máy in cửa")
    served.server.start()

    served.scan(served.codes[0])
    until(lambda: served.server.printing.spooler.state.reason)
    desk = newest(served.screen("/print", "desk", "print"), "/print")

    assert desk["spooler"]["printer"]["name"] == "Máy in cửa"
    assert desk["spooler"]["printer"]["state"] == "offline"
    assert desk["counts"]["queued"] == 1
    assert served.client("print").get("/print/sheets/latest.png").status_code == 404


def test_a_pause_by_hand_outlives_a_restart(serve) -> None:
    first = serve()
    first.server.start()
    first.client("print").post("/print/spooler", json={"command": "pause", "reason": "Nghỉ"})
    first.scan(first.codes[0])
    first.server.stop()

    again = serve()
    again.server.start()
    desk = newest(again.screen("/print", "desk", "print"), "/print")

    assert desk["spooler"]["by_hand"] is True
    assert desk["counts"]["queued"] == 1


def test_a_badge_that_is_scanned_has_come_out(running: Served) -> None:
    printer = running.server.printing.virtual
    assert printer is not None
    printer.strike(Fault.POWER_CYCLE, at_row=200)
    running.scan(running.codes[0])
    running.wait_for_jobs(PrintState.UNCERTAIN, 1)

    answer = running.scan(str(job(running, 1).code)).json
    again = running.scan(str(job(running, 1).code)).json

    assert (answer["reason"], again["reason"]) == ("repeat", "repeat")
    assert job(running, 1).state is PrintState.PRINTED
