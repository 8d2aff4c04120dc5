"""`make bench` is read by programs: each line is one JSON object, and nothing else is there."""

from __future__ import annotations

import json

import pytest

from benchmarks.__main__ import main
from benchmarks.figures import Figure, percentile, ratio


def test_each_line_of_a_case_is_one_figure(capsys):
    code = main(["--quick", "badge"])

    figures = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert figures
    for figure in figures:
        assert set(figure) == {"name", "value", "unit"}
        assert isinstance(figure["value"], float)
    assert len({figure["name"] for figure in figures}) == len(figures)


def test_a_ratio_names_what_it_is_compared_with():
    figure = ratio("check-ins", [50.0, 90.0, 80.0], against=[100.0, 100.0, 100.0], of="empty JSON")

    assert json.loads(figure.line()) == {
        "name": "check-ins", "value": 0.8, "unit": "ratio", "against": "empty JSON",
    }  # fmt: skip


def test_a_value_keeps_four_digits():
    figure = Figure("start", 1234.5678, "ms")

    assert json.loads(figure.line())["value"] == 1235.0


def test_a_percentile_is_a_value_that_was_measured():
    assert percentile([float(n) for n in range(1, 101)], 99) == 99.0
    assert percentile([7.0], 99) == 7.0


def test_an_unknown_case_is_refused_with_the_names_there_are(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["nothing-like-it"])

    said = capsys.readouterr()
    assert stopped.value.code != 0
    assert "nothing-like-it" in said.err
    assert not said.out
