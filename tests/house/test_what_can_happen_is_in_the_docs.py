"""Every fact, every refusal and every setting stands in the docs, each in a row of its own."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

from conference.journal import Fact
from conference.refusals import Refusal
from server.settings import CONFIG_VARIABLE, Settings
from tests.house.tree import PACKAGES, ROOT

ENTRY_POINTS = {"server.__main__"}


def all_of(kind: type[Any]) -> list[type[Any]]:
    """Give every subclass that the product defines, however deep."""
    for package in PACKAGES:
        path = importlib.import_module(package).__path__
        for module in pkgutil.walk_packages(path, f"{package}."):
            if module.name not in ENTRY_POINTS and "migrations" not in module.name:
                importlib.import_module(module.name)
    return [one for one in _below(kind) if one.__module__.split(".")[0] in PACKAGES]


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def rows(document: str) -> dict[str, list[str]]:
    """Give the rows of a document's tables by what stands in code quotes in their first cell."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    cells = [
        [cell.strip() for cell in line.strip("|").split(" |")]
        for line in text.splitlines()
        if line.startswith("| `")
    ]
    named = {re.match(r"`([^`]+)`", row[0])[1]: row[1:] for row in cells}  # type: ignore[index]
    assert len(named) == len(cells), f"a row of {document} stands there twice"
    return named


FACTS, REFUSALS = all_of(Fact), all_of(Refusal)


def test_the_journals_facts_are_all_there_and_no_others():
    assert set(rows("developers/facts.md")) == {fact.kind() for fact in FACTS}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.kind())
def test_each_field_of_a_fact_is_explained(fact):
    row = " ".join(rows("developers/facts.md")[fact.kind()])

    assert [f.name for f in dataclasses.fields(fact) if f"`{f.name}`" not in row] == []


def test_all_refusal_codes_are_there_and_no_others():
    assert set(rows("developers/refusals.md")) == {refusal.code for refusal in REFUSALS}


def test_every_refusal_has_a_code_and_a_sentence_of_its_own():
    assert len({refusal.code for refusal in REFUSALS}) == len(REFUSALS)
    assert len({refusal.sentence for refusal in REFUSALS}) == len(REFUSALS)


def test_all_settings_are_there_with_the_name_of_their_variable_and_no_others():
    documented = rows("settings.md")

    expected = {*Settings.model_fields, "config"}
    assert set(documented) == expected
    for name in Settings.model_fields:
        assert f"`HOINGHI_{name.upper()}`" in documented[name][0]
    assert f"`{CONFIG_VARIABLE}`" in documented["config"][0]


@pytest.mark.parametrize(
    "document", ["developers/facts.md", "developers/refusals.md", "settings.md"]
)
def test_no_cell_of_a_row_is_left_empty(document):
    assert [name for name, row in rows(document).items() if not all(row)] == []
