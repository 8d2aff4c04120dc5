"""Whoever presses and gets nothing is told so; what was said goes when it is no longer so."""

from __future__ import annotations

from typing import Any

from tests.web.fake_control import at_the_control

SENDER = """
const { createSender, tellPictureCame, tellQuestionOver, tell } =
  await import(`${STAGE}/control_send.js`);
let revision = 1;
const { cue } = createSender(() => ({ rundown_revision: revision }), () => {});
const status = () => [hook("status").textContent, hook("status").dataset.kind];
const pressedAt = async (atMs) => {
  passedMs = atMs;
  revision += 1;
  await cue("primary", "next");
  return status()[0];
};
"""
TEXTS = {
    "ok": "Đã thực hiện: {what}.", "did_next": "chuyển nội dung", "did_other": "",
    "pressed_again": "Đã bấm vừa rồi, chưa thực hiện lại.", "picture_came": "Đã nhận lại",
}  # fmt: skip
DONE = "Đã thực hiện: chuyển nội dung."
CUES = "/stage/cues"


def at_the_sender(script: str, answers: list[Any]) -> Any:
    return at_the_control(SENDER + script, texts=TEXTS, answers={CUES: answers})


def test_a_press_right_after_the_step_says_that_it_did_nothing_and_the_next_steps() -> None:
    said = at_the_sender(
        """
        const said = [];
        for (const atMs of [0, 730, 1460]) said.push(await pressedAt(atMs));
        console.log(JSON.stringify(said));
    """,
        [{"done": True}] * 3,
    )

    assert said == [DONE, f"{DONE} {TEXTS['pressed_again']}", DONE]


def test_a_press_that_repeats_one_whose_answer_was_lost_is_done_like_any_other() -> None:
    said = at_the_sender(
        "console.log(JSON.stringify([await pressedAt(0), await pressedAt(400)]));",
        [None, {"done": True}],
    )

    assert said == ["Chưa có trả lời", DONE]


def test_that_an_answer_was_lost_stands_until_a_picture_comes_and_nothing_else_goes() -> None:
    lost, came, other = at_the_sender(
        """
        await pressedAt(0);
        const lost = status();
        tellPictureCame();
        const came = status();
        tell("Không được", "refused");
        tellPictureCame();
        console.log(JSON.stringify([lost, came, status()]));
    """,
        [None],
    )

    assert lost == ["Chưa có trả lời", "unknown"]
    assert came == ["Đã nhận lại", "ok"]
    assert other == ["Không được", "refused"]


def test_a_question_goes_with_the_button_that_waited() -> None:
    said = at_the_sender(
        """
        tell("Bấm lần nữa", "asks");
        tellQuestionOver();
        const over = status();
        tell("Không được", "refused");
        tellQuestionOver();
        console.log(JSON.stringify([over, status()]));
    """,
        [],
    )

    assert said == [["", ""], ["Không được", "refused"]]


def test_a_second_press_that_came_too_soon_is_told() -> None:
    sure, told = at_the_control("""
        const { createSecondPress } = await import(`${SERVER}/second_press.js`);
        let told = 0;
        const { press } = createSecondPress(() => {}, undefined, () => { told += 1; });
        const sure = [1000, 1600, 2500].map((atMs) => { passedMs = atMs; return press("black"); });
        console.log(JSON.stringify([sure, told]));
    """)

    assert sure == [False, False, True]
    assert told == 1
