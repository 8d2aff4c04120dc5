"""A painter that throws is told to the console; it stops neither the clock nor the others."""

from __future__ import annotations

from tests.web.fake_control import at_the_control


def test_the_next_second_comes_though_this_one_could_not_be_painted() -> None:
    painted = at_the_control("""
        const { paintEachSecond } = await import(`${SERVER}/clockface.js`);
        const painted = [];
        const tick = paintEachSecond(() => 1000, () => {
          painted.push(painted.length);
          if (painted.length === 1) throw new Error("a text that the template lacks");
        });
        try { tick(); } catch {}
        timers.at(-1)?.act();
        console.log(JSON.stringify(painted));
    """)

    assert painted == [0, 1]


def test_a_painter_that_fails_takes_no_other_along_and_is_told() -> None:
    painted, told = at_the_control("""
        const { paintAll } = await import(`${SERVER}/clockface.js`);
        const painted = [];
        paintAll([
          () => painted.push("figures"),
          () => { throw new Error("no such text"); },
          () => painted.push("buttons"),
        ]);
        let told = "";
        for (const { act } of timers) try { act(); } catch (fault) { told = fault.message; }
        console.log(JSON.stringify([painted, told]));
    """)

    assert painted == ["figures", "buttons"]
    assert told == "no such text"
