"""A folder that lies on a key, a trembling finger: one press, and never the second of two."""

from __future__ import annotations

from tests.web.fake_control import at_the_control


def test_enter_held_on_a_button_is_kept_from_the_browser_and_the_first_is_not() -> None:
    first, held, in_a_field = at_the_control("""
        const { pressOncePerKey } = await import(`${SERVER}/keys.js`);
        pressOncePerKey();
        const enter = { code: "Enter", key: "Enter" };
        console.log(JSON.stringify([
          key({ ...enter, target: inside("button") }),
          key({ ...enter, target: inside("button"), repeat: true }),
          key({ ...enter, target: inside(), repeat: true }),
        ]));
    """)

    assert (first, held, in_a_field) == (False, True, False)


def test_a_letter_that_is_held_undoes_once() -> None:
    undone = at_the_control("""
        const { onKey } = await import(`${SERVER}/keys.js`);
        let undone = 0;
        onKey("u", () => { undone += 1; });
        for (const repeat of [false, true, true]) key({ code: "KeyU", key: "u", repeat });
        console.log(JSON.stringify(undone));
    """)

    assert undone == 1


def test_a_button_pressed_on_end_gives_a_cue_a_moment_after_the_last_that_was_taken() -> None:
    ids = at_the_control(
        """
        const { createCues } = await import(`${STAGE}/cues.js`);
        const { give } = createCues();
        let revision = 0;
        for (const atMs of [0, 600, 750, 1300, 1900, 2300]) {
          passedMs = atMs;
          revision += 1;
          await give({ button: "primary", path: "/stage/cues", command: "next", revision });
        }
        console.log(JSON.stringify(sent.map(({ body }) => body.cue_id)));
    """,
        answers={"/stage/cues": {"done": True}},
    )

    first, second, third = ids[0], ids[3], ids[5]
    assert len({first, second, third}) == 3
    assert ids == [first, first, first, second, second, third]


def test_four_clicks_on_end_are_not_the_second_press() -> None:
    sure = at_the_control("""
        const { createSecondPress } = await import(`${SERVER}/second_press.js`);
        const { press } = createSecondPress(() => {});
        const sure = [0, 300, 600, 900, 1800].map((atMs) => {
          passedMs = atMs;
          return press("end");
        });
        console.log(JSON.stringify(sure));
    """)

    assert sure == [False, False, False, False, True]


OFFICE = """
import { register } from "node:module";
const stub = "data:text/javascript,export const io = () => globalThis.socket;";
const hooks = `export async function resolve(wanted, context, next) {
  if (wanted === "socket.io-client") return { url: "${stub}", shortCircuit: true };
  return next(wanted, context);
}`;
register("data:text/javascript," + encodeURIComponent(hooks));
globalThis.socket = { on() {}, emit() {}, io: { on() {} } };
const OFFICE = "STATIC/../../admin/static";
const given = () => sent.filter(({ body }) => body).length;
/** Press twice at once, then, after a moment, once more; give how many commands went out. */
const pressed = async (press) => {
  press();
  await settle();
  press();
  await settle();
  const atOnce = given();
  passedMs += 1000;
  press();
  await settle();
  return [atOnce, given()];
};
"""


def test_a_double_click_revokes_no_remote_control() -> None:
    at_once, after_a_moment = at_the_control(
        OFFICE
        + """
        await import(`${OFFICE}/remotes.js`);
        const row = new Hook();
        Object.assign(row.dataset, { remote: "3", name: "Stream Deck" });
        const button = new Hook();
        button.closest = (wanted) => (wanted.includes("revoke") ? button : row);
        const press = () => page.dispatch("click", { target: button });
        console.log(JSON.stringify(await pressed(press)));
    """,
        texts={"revoke": "", "revoke_again": "", "revoked": "", "list_failed": ""},
        answers={"/admin/remotes/3/revoke": {"done": True}},
    )

    assert (at_once, after_a_moment) == (0, 1)


def test_a_double_click_puts_no_first_announcements_back() -> None:
    at_once, after_a_moment = at_the_control(
        OFFICE
        + """
        window.location.reload = () => {};
        await import(`${OFFICE}/opening.js`);
        console.log(JSON.stringify(await pressed(() => hook("first-ones").click())));
    """,
        texts={"first": "", "first_again": "", "saved": "", "none": "", "same": "", "left": ""},
        answers={"/admin/opening": {"changed": True}},
    )

    assert (at_once, after_a_moment) == (0, 1)
