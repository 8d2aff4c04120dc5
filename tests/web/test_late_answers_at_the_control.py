"""Answers that are late, lost, or of an older picture: the stage manager sees what is now."""

from __future__ import annotations

from typing import Any

from tests.web.fake_control import at_the_control

CUTS = """
const { paintCuts, wireCuts } = await import(`${STAGE}/control_cuts.js`);
const cut = { kind: "skip", item_id: 1, entry_ids: [], span_ms: 0, wins_ms: 300000, asks: false };
const late = { over_ms: 600000, ends_ms: 0, cuts: [cut] };
const list = (revision) => ({ rundown_revision: revision, ...late });
const waiting = [];
globalThis.fetch = (path) => new Promise((done, failed) => waiting.push({ done, failed }));
const answer = async (nth, body) => {
  waiting[nth].done({ ok: true, json: async () => body });
  await settle();
};
const items = [{ id: 1, title: "Tham luận" }];
const picture = (revision) => ({ rundown_revision: revision, phase: "running", items });
const fits = () => hook("cuts-list").dataset.fits;
"""
CUT_TEXTS = {
    "cuts_title": "quá {n}", "cut_skip": "Bỏ {title}", "cut_wins": "{n}", "cut_reason": "Đúng giờ",
    "cut_done": "Đã cắt", "cuts_changed": "vừa thay đổi", "cut_do": "Cắt",
    "cut_shorten": "bớt {n} của {title}",
}  # fmt: skip


def at_the_cuts(script: str) -> Any:
    return at_the_control(CUTS + script, texts=CUT_TEXTS)


def test_of_two_lists_on_their_way_the_newer_one_counts_though_the_older_lands_last() -> None:
    fits = at_the_cuts("""
        paintCuts(picture(1));
        paintCuts(picture(2));
        await answer(1, list(2));
        await answer(0, list(1));
        paintCuts(picture(2));
        console.log(JSON.stringify(fits()));
    """)

    assert fits == "true"


def test_a_list_that_never_came_or_does_not_fit_is_asked_for_again_soon() -> None:
    asked = at_the_cuts("""
        paintCuts(picture(1));
        waiting[0].failed(new TypeError("silence"));
        await settle();
        passedMs = 2500;
        paintCuts(picture(1));
        await answer(1, list(2));
        passedMs = 5000;
        paintCuts(picture(1));
        console.log(JSON.stringify(waiting.length));
    """)

    assert asked == 3


def test_a_press_on_a_list_of_another_rundown_says_so() -> None:
    told, given = at_the_cuts("""
        const told = [];
        const given = [];
        const desk = {
          snapshot: () => picture(2), tell: (...words) => told.push(words),
          cue: async (...words) => { given.push(words); return { ok: true }; },
        };
        wireCuts(desk);
        paintCuts(picture(1));
        await answer(0, list(1));
        const row = new Hook();
        row.dataset.cut = "skip 1";
        const button = { closest: () => row };
        hook("cuts-list").dispatch("click", { target: { closest: () => button } });
        console.log(JSON.stringify([told, given]));
    """)

    assert told == [["vừa thay đổi", "refused"]]
    assert given == []


AGREED = """
let stands = picture(1);
const told = [];
const given = [];
const replies = [];
const desk = {
  snapshot: () => stands, tell: (...words) => told.push(words),
  cue: async (button, command, target, how) => {
    given.push([target.span_ms, how.revision]);
    return replies.shift() ?? { ok: true };
  },
};
const shorten = (revision, minutes) => {
  const asked = { ...cut, kind: "shorten", asks: true, span_ms: minutes * 60000 };
  return { ...list(revision), cuts: [asked] };
};
/** Another picture, and the list that the server gives of it; null while it is on its way. */
const come = async (revision, cuts) => {
  stands = picture(revision);
  paintCuts(stands);
  if (cuts) await answer(waiting.length - 1, cuts);
};
const box = hook("reason-dialog");
const save = async () => {
  box.returnValue = "yes";
  box.close();
  await settle();
};
wireCuts(desk);
await come(1, shorten(1, 10));
const row = new Hook();
row.dataset.cut = "shorten 1";
hook("cuts-list").dispatch("click", { target: { closest: () => ({ closest: () => row }) } });
const refused = { ok: false, unknown: false };
const title = () => hook("reason-title").textContent;
"""


def test_a_cut_that_was_refused_is_asked_again_as_the_newest_list_has_it() -> None:
    title, given = at_the_cuts(
        AGREED
        + """
        replies.push(refused);
        await come(2, shorten(2, 3));
        await save();
        const said = title();
        await save();
        console.log(JSON.stringify([said, given]));
    """
    )

    assert title == "bớt 3 của 1. Tham luận"
    assert given == [[600_000, 1], [180_000, 2]]


def test_a_cut_that_was_refused_is_not_asked_again_while_its_list_does_not_fit() -> None:
    told, given, is_open = at_the_cuts(
        AGREED
        + """
        replies.push(refused);
        await come(2, null);
        await save();
        console.log(JSON.stringify([told, given, box.open]));
    """
    )

    assert told == [["vừa thay đổi", "refused"]]
    assert given == [[600_000, 1]]
    assert is_open is False


def test_a_cut_whose_answer_was_lost_goes_out_again_as_the_same() -> None:
    given = at_the_cuts(
        AGREED
        + """
        replies.push({ ok: false, unknown: true });
        await come(2, shorten(2, 3));
        await save();
        await save();
        console.log(JSON.stringify(given));
    """
    )

    assert given == [[600_000, 1], [600_000, 1]]


SCREENS = """
hook("rooms").dataset.words = JSON.stringify({ views: {}, rooms: {} });
const known = { id: 1, name: "Bục MC", state: "unseen", old_build: false };
const screen = (view) => ({ ...known, view, shows: view });
const answerWith = (view) => ({ screens: [screen(view)], staff: [], viewers: {} });
const waiting = [];
globalThis.fetch = (path, { method = "GET" } = {}) => new Promise((done) => {
  const give = (body) => done({ ok: true, status: 200, json: async () => body });
  waiting.push({ method, give });
});
await import(`${STAGE}/control_screens.js`);
/** Answer what was asked first and is not answered yet. */
const give = async (method, body) => {
  const nth = waiting.findIndex((one) => one.method === method);
  waiting.splice(nth, 1)[0].give(body);
  await settle();
};
await give("GET", answerWith("mc"));
const view = hook("screens").rows[0].hook("screen-view");
const choose = (name) => { view.value = name; view.dispatch("change"); };
"""


def test_a_list_that_was_asked_for_before_a_switch_does_not_put_the_screen_back() -> None:
    shown, after = at_the_control(
        SCREENS
        + """
        every[0]();
        choose("hall");
        await give("GET", answerWith("mc"));
        const shown = [view.value];
        await give("POST", { done: true });
        shown.push(view.value);
        await give("GET", answerWith("hall"));
        console.log(JSON.stringify([shown, view.value]));
    """
    )

    assert shown == ["hall", "hall"]
    assert after == "hall"


def test_a_list_asked_for_while_a_switch_waits_for_its_answer_does_not_put_it_back() -> None:
    early, late = at_the_control(
        SCREENS
        + """
        choose("hall");
        every[0]();
        await give("GET", answerWith("mc"));
        const early = view.value;
        await give("POST", { done: true });
        await give("GET", answerWith("hall"));
        console.log(JSON.stringify([early, view.value]));
    """
    )

    assert (early, late) == ("hall", "hall")


def test_a_press_that_is_already_on_its_way_breaks_nothing() -> None:
    posts = at_the_control(
        """
        const { paintOpening } = await import(`${STAGE}/control_opening.js`);
        hook("opening").dataset.words = "{}";
        const one = { minutes_before: 5, words: "Mời vào", due_ms: 0, made_ms: null, by: "" };
        const times = { sitting_id: 1, start_ms: 60000, since_ms: 0 };
        const opening = { ...times, announcements: [one], gate: [] };
        const stands = { items: [{ id: 1 }], start_held: null, next_id: null, now_id: null };
        paintOpening({ opening, ...stands }, 1000);
        let answered;
        held.set("/stage/announcements", new Promise((done) => { answered = done; }));
        hook("opening-made").click();
        key({ code: "KeyD" });
        hook("opening-made").click();
        await settle();
        const posts = sent.length;
        answered();
        await settle();
        console.log(JSON.stringify(posts));
    """,
        answers={"/stage/announcements": {"done": True}},
    )

    assert posts == 1


def test_batches_are_brought_into_sight_only_when_another_ones_turn_comes() -> None:
    where = at_the_control(
        """
        const { paintAward } = await import(`${STAGE}/control_award.js`);
        const planned = { label: "Lượt", state: "planned", recipients: [], kind: "person" };
        const batches = [1, 2].map((id) => ({ id, ...planned }));
        const award = (next) => ({ title: "", form: "", decision: "", batches, next_id: next });
        const list = hook("batches");
        Object.assign(list, { clientWidth: 100 });
        const current = list.querySelector('[data-current="true"]');
        Object.assign(current, { offsetLeft: 500, offsetWidth: 100 });
        const where = [];
        for (const next of [1, 1, 2]) {
          paintAward(award(next));
          where.push(list.scrollLeft);
          list.scrollLeft = 7;
        }
        console.log(JSON.stringify(where));
    """,
        texts={
            "batch_size": "", "batch_planned": "", "batch_absent": "", "call": "", "award_undo": "",
        },
    )  # fmt: skip

    assert where == [500, 7, 500]
