"""The search of the protocol order shows who was meant last, and says when nobody answers."""

from __future__ import annotations

from typing import Any

from tests.web.fake_page import on_a_page

PAGE = """
const { offerOrder } = await import("STATIC/vip_order.js");
hook("order-dialog");
offerOrder(() => []);
const type = (words) => {
  hook("find").value = words;
  hook("find").dispatch("input");
  return pass();
};
const pass = () => {
  timers.at(-1).act();
  return settle();
};
const told = () => console.log(JSON.stringify([
  hook("found").rows.map((row) => row.hook("found-name").textContent),
  hook("order-result").textContent,
]));
"""
TEXTS = {"found_none": "Không tìm thấy.", "find_lost": "Trang tự tìm lại.", "add": "Thêm {name}"}


def people(*names: str) -> dict[str, Any]:
    return {"results": [{"id": nth, "name": name} for nth, name in enumerate(names, 1)]}


def path_of(words: str) -> str:
    return f"/api/search?q={words}&limit=8"


def found(script: str, answers: dict[str, Any]) -> tuple[list[str], str]:
    """Give the names that stand there in the end, and what is said."""
    by_path = {path_of(words): answer for words, answer in answers.items()}
    names, said = on_a_page(PAGE + script + "told();", texts=TEXTS, answers=by_path)
    return names, said


def test_a_late_answer_to_fewer_letters_is_not_shown() -> None:
    late = f"""
    let answer;
    held.set("{path_of("l")}", new Promise((given) => {{ answer = given; }}));
    await type("l");
    await type("lan");
    answer();
    await settle();
    """

    names, said = found(
        late, {"l": people("Lê Thị Lan", "Lý Văn Lâm"), "lan": people("Lê Thị Lan")}
    )

    assert (names, said) == (["Lê Thị Lan"], "")


def test_silence_is_told_and_asked_again_by_itself() -> None:
    again = """
    await type("lan");
    const lost = hook("order-result").textContent;
    if (lost !== "Trang tự tìm lại." || timers.at(-1).ms !== 2000) throw new Error(lost);
    await pass();
    """

    names, said = found(again, {"lan": [None, people("Lê Thị Lan")]})

    assert (names, said) == (["Lê Thị Lan"], "")


def test_that_nobody_was_found_goes_with_the_next_letters() -> None:
    nobody = """
    await type("zz");
    if (hook("order-result").textContent !== "Không tìm thấy.") throw new Error("nothing told");
    await type("lan");
    """

    names, said = found(nobody, {"zz": people(), "lan": people("Lê Thị Lan")})

    assert (names, said) == (["Lê Thị Lan"], "")
