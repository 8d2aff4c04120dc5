"""Office pages about the stage: a late answer, or none at all, spoils nothing that was typed."""

from __future__ import annotations

from typing import Any

from tests.web.fake_page import on_a_page

WAY = "STATIC/../../admin/static"
TEXTS = {
    "unknown": "Chưa rõ", "refused": "Chưa được", "search_failed": "Chưa tìm được",
    "nobody_found": "Không có", "whole_item": "Cả", "title_needed": "Tên?", "minutes_odd": "Phút?",
    "added": "Đã thêm", "saved": "Đã lưu", "add_title": "Thêm", "unsaved": "Có chữ chưa lưu",
    "saving": "Đang lưu", "not_saved": "Chưa lưu", "pages": "{n} trang", "sentence_saved": "Đã lưu",
    "manner_saved": "Đã lưu", "part_title_needed": "Tên phần?",
}  # fmt: skip


def page(script: str, answers: dict[str, Any] | None = None) -> Any:
    return on_a_page(script.replace("WAY", WAY), texts=TEXTS, answers=answers)


# Parts that are taken anew.

SWAP = """
const { swapPart } = await import("WAY/fresh_part.js");
const goes = new Map(), shown = [];
globalThis.fetch = (address) => new Promise((go) => { goes.set(address, go); });
globalThis.DOMParser = class {
  parseFromString(text) {
    const page = new Hook();
    page.hook("programme").textContent = text;
    page.hook("programme").hook("box");
    return page;
  }
};
document.importNode = (node) => node;
Hook.prototype.isEqualNode = () => false;
Hook.prototype.replaceWith = (fresh) => shown.push(fresh.textContent);
const answer = async (address) => {
  goes.get(address)({ ok: true, redirected: false, text: async () => address });
  await settle();
};
void swapPart("older", "programme");
void swapPart("newer", "programme");
"""


def test_an_older_answer_never_takes_the_place_of_a_newer_one() -> None:
    late, in_order = (
        page(SWAP + f'await answer("{first}"); await answer("{then}");'
             "console.log(JSON.stringify(shown));")
        for first, then in (("newer", "older"), ("older", "newer"))
    )  # fmt: skip

    assert late == ["newer"]
    assert in_order == ["older", "newer"]


# Guests beside what is printed for whoever speaks.

GUESTS = """
/** A page with the rows of these guests and nothing else: what it has not, it does not find. */
const pageOf = (words) => {
  const page = new Hook(), ids = Object.keys(words);
  page.querySelector = (wanted) => {
    const id = ids.find((one) => wanted.includes(`"guest-state-${one}"`));
    if (id) return Object.assign(new Hook(), { textContent: words[id] });
    return wanted.includes("guest-state") ? null : new Hook();
  };
  page.querySelectorAll = () => ids.map((id) => {
    const row = new Hook();
    row.dataset.guest = id;
    row.remove = () => gone.push(id);
    return row;
  });
  return page;
};
const gone = [], shown = [];
const our = pageOf(OURS);
document.querySelectorAll = our.querySelectorAll;
const rest = document.querySelector.bind(document);
document.querySelector = (wanted) =>
  wanted.includes("guest-state") ? our.querySelector(wanted) : rest(wanted);
document.importNode = (node) => node;
document.hidden = false;
Hook.prototype.isEqualNode = () => false;
Hook.prototype.replaceWith = (fresh) => fresh.textContent && shown.push(fresh.textContent);
globalThis.DOMParser = class { parseFromString() { return pageOf(THEIRS); } };
globalThis.fetch = async () => ({ ok: true, redirected: false, text: async () => "" });
const { offerSpokenPapers } = await import("WAY/scripts_papers.js");
hook("guests-added").hidden = true;
offerSpokenPapers()();
for (const { act } of timers.splice(0)) act();
await settle();
console.log(JSON.stringify([shown, gone, hook("guests-added").hidden]));
"""


def test_where_one_guest_was_taken_off_the_list_the_others_states_are_renewed() -> None:
    told = page(GUESTS.replace("OURS", '{1: "A", 2: "B"}').replace("THEIRS", '{2: "B, đã vào"}'))

    assert told == [["B, đã vào"], ["1"], True]


def test_where_a_guest_came_onto_the_list_the_page_says_that_it_has_no_row() -> None:
    told = page(GUESTS.replace("OURS", '{1: "A"}').replace("THEIRS", '{1: "A", 2: "B"}'))

    assert told == [["A"], [], False]


def test_a_page_without_the_part_that_was_asked_for_is_told() -> None:
    told = page("""
        const there = new Hook();
        there.querySelector = () => null;
        globalThis.DOMParser = class { parseFromString() { return there; } };
        globalThis.fetch = async () => ({ ok: true, redirected: false, text: async () => "" });
        const { swapPart } = await import("WAY/fresh_part.js");
        console.log(JSON.stringify(await swapPart("page", "programme").catch(() => "old")));
    """)

    assert told == "old"


# Who performs.

PEOPLE = """
const { choosePerson, offerPeople } = await import("WAY/programme_people.js");
globalThis.Option = class {};
offerPeople(async () => {});
const row = (item) => ({ dataset: { item, form: '{"number": "1", "title": "A"}', parts: "[]" } });
const dialog = hook("person-dialog"), search = dialog.hook("person-search");
const type = async (words) => {
  search.value = words;
  search.dispatch("input");
  timers.at(-1).act();
  await settle();
};
const found = () => dialog.hook("person-found").rows.length;
"""
FOUND = "/admin/programme/people?q=an"


def test_a_search_for_one_item_never_fills_the_dialog_of_the_next() -> None:
    told = page(
        PEOPLE
        + f"""
        let go;
        held.set("{FOUND}", new Promise((come) => {{ go = come; }}));
        choosePerson(row("1"));
        await type("an");
        choosePerson(row("2"));
        go();
        await settle();
        console.log(JSON.stringify(found()));
        """,
        {FOUND: {"people": [{"id": 1, "name": "An"}]}},
    )

    assert told == 0


def test_a_search_that_failed_is_told_inside_the_dialog() -> None:
    told = page(
        PEOPLE
        + """
        choosePerson(row("1"));
        await type("an");
        console.log(JSON.stringify(dialog.hook("person-none").rows));
        """,
        {FOUND: {"status": 503, "body": {"error": {}}}},
    )

    assert told == ["Chưa tìm được"]


# A new item.

ITEM = """
const fields = new Map();
const field = (name) => {
  if (!fields.has(name)) fields.set(name, new Hook());
  return fields.get(name);
};
const form = hook("item-form"), dialog = hook("item-dialog");
form.elements = new Proxy({}, { get: (_, name) => field(name) });
const numbers = [{ validity: { valid: true }, focus() {} }];
form.querySelectorAll = (wanted) => (wanted.includes("number") ? numbers : []);
document.getElementById = () => null;
const { offerForm, openAdd } = await import("WAY/programme_form.js");
offerForm({ seenRevision: () => 4, refresh: async () => {} });
openAdd(1, 2);
field("title").value = "Tặng hoa";
"""
ITEMS, CHANGED = "/admin/programme/items", "/admin/programme/items/9"


def test_a_new_item_pressed_twice_goes_under_one_id_and_what_changed_is_a_change() -> None:
    told = page(
        ITEM
        + """
        await submit(form);
        field("title").value = "Tặng hoa chúc mừng";
        await submit(form);
        console.log(JSON.stringify([
          new Set(sent.slice(0, 2).map(({ body }) => body.request_id)).size,
          sent.map(({ path, body }) => [path, body.item.title]), dialog.open,
        ]));
        """,
        {
            ITEMS: [None, {"done": True, "item_id": 9, "repeat": True, "revision": 5}],
            CHANGED: {"done": True},
        },
    )

    ids, posts, is_open = told
    assert (ids, is_open) == (1, False)
    assert posts[-1] == [CHANGED, "Tặng hoa chúc mừng"]
    assert [path for path, _ in posts] == [ITEMS, ITEMS, CHANGED]


def test_what_was_refused_first_is_not_what_a_lost_answer_is_compared_with() -> None:
    refused = {"status": 409, "body": {"error": {"code": "item_title_missing", "sentence": "Tên?"}}}
    told = page(
        ITEM
        + """
        await submit(form);
        field("title").value = "Tặng hoa chúc mừng";
        await submit(form);
        await submit(form);
        console.log(JSON.stringify([sent.map(({ path }) => path), dialog.open]));
        """,
        {
            ITEMS: [refused, None, {"done": True, "item_id": 9, "repeat": True, "revision": 5}],
            CHANGED: {"done": True},
        },
    )

    # It is there as it was typed: no change that would be refused once the item has begun.
    assert told == [[ITEMS] * 3, False]


def test_minutes_that_the_browser_cannot_read_are_not_saved_as_none() -> None:
    told = page(
        ITEM
        + """
        numbers.push({ validity: { valid: false }, focus() {} });
        await submit(form);
        console.log(JSON.stringify([sent.length, dialog.hook("item-fault").rows]));
        """
    )

    assert told == [0, ["Phút?"]]


def test_what_was_typed_after_the_warning_is_warned_of_again() -> None:
    told = page(
        ITEM
        + """
        const close = () => { dialog.hook("item-close").click(); return dialog.open; };
        const first = close();
        form.dispatch("input");
        console.log(JSON.stringify([first, close(), close()]));
        """
    )

    assert told == [True, True, False]


# The script.

SCRIPT = """
const box = new Hook(), area = box.hook("words"), back = box.hook("take-back");
box.dataset = { item: "1", kind: "", part: "0", revision: "3" };
hook("may-write").dataset.pageLength = "500";
document.querySelectorAll = () => [box];
area.value = "Một";
const { offerWriting } = await import("WAY/scripts_writing.js");
offerWriting();
"""
WRITTEN = {"words": "Hai", "revision": 4, "pages": 1, "too_long": [], "can_take_back": True}
TAKEN_BACK = {"words": "Một", "revision": 5, "pages": 1, "too_long": [], "can_take_back": False}
PATH = "/admin/scripts/items/1"


def script(what: str) -> Any:
    return page(SCRIPT + what, {PATH: WRITTEN, PATH + "/take-back": [TAKEN_BACK] * 2})


def test_a_double_press_takes_back_once() -> None:
    told = script(f"""
        let go;
        held.set("{PATH}/take-back", new Promise((come) => {{ go = come; }}));
        back.click(); back.click();
        await settle();
        go();
        await settle();
        console.log(JSON.stringify(sent.map(({{ path }}) => path)));
    """)

    assert told == [PATH + "/take-back"]


def test_a_press_while_it_is_being_saved_waits_and_is_carried_out() -> None:
    told = script(f"""
        let go;
        held.set("{PATH}", new Promise((come) => {{ go = come; }}));
        area.value = "Hai";
        area.dispatch("blur");
        await settle();
        back.click();
        await settle();
        const meanwhile = sent.length;
        go();
        await settle();
        const paths = sent.map(({{ path }}) => path);
        console.log(JSON.stringify([meanwhile, paths, area.value]));
    """)

    assert told == [1, [PATH, PATH + "/take-back"], "Một"]


# Sentences and guests.

WORDS = """
const row = new Hook(), own = new Hook();
row.dataset.guest = "7";
own.dataset.key = "greeting";
document.querySelectorAll = (wanted) =>
  wanted.includes("guest-row") ? [row] : wanted.includes('"sentence"') ? [own] : [];
const { offerWords } = await import("WAY/scripts_words.js");
offerWords();
"""
GUEST, SENTENCE = "/admin/scripts/guests/7", "/admin/scripts/sentences"


def test_a_line_that_is_being_written_is_not_written_over_by_the_usual_one() -> None:
    told = page(
        WORDS
        + f"""
        let go;
        held.set("{GUEST}", new Promise((come) => {{ go = come; }}));
        const manner = row.hook("manner"), line = row.hook("group-line");
        manner.value = "group";
        manner.dispatch("change");
        await settle();
        line.value = "Cùng dự có các đồng chí";
        line.dispatch("change");
        await settle();
        const meanwhile = sent.length;
        go();
        await settle();
        console.log(JSON.stringify([meanwhile, sent.at(-1).body.group_line, line.value]));
        """,
        {GUEST: [{"done": True, "group_line": "Lãnh đạo Sở"},
                 {"done": True, "group_line": "Cùng dự có các đồng chí"}]},
    )  # fmt: skip

    assert told == [1, "Cùng dự có các đồng chí", "Cùng dự có các đồng chí"]


def test_a_sentence_that_is_typed_on_while_it_is_saved_stays() -> None:
    told = page(
        WORDS
        + f"""
        let go;
        held.set("{SENTENCE}", new Promise((come) => {{ go = come; }}));
        own.hook("template").value = "Kính thưa";
        own.hook("word").click();
        await settle();
        own.hook("template").value = "Kính thưa quý vị";
        go();
        await settle();
        console.log(JSON.stringify(own.hook("template").value));
        """,
        {SENTENCE: {"done": True, "words": "Kính thưa", "own": True, "preview": ""}},
    )

    assert told == "Kính thưa quý vị"
