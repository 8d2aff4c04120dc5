"""Templates and scripts keep to what the content security policy allows and escaping guards."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import face_files

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
BANNED_IN_TEMPLATES = {
    "a style attribute": re.compile(r"<[^>{}]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a handler in the markup": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "text that is not escaped": re.compile(r"\|\s*safe\b|autoescape\s+false"),
    "an address of another machine": re.compile(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//"),
}
BANNED_IN_SCRIPTS = {
    "markup from text": re.compile(
        r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write)\b"
    ),
    "code from text": re.compile(r"\beval\s*\(|\bnew Function\b"),
    "a style attribute": re.compile(r"setAttribute\(\s*[\"']style|\bcssText\b"),
}


def found(suffix, banned):
    return [
        f"{path}: {what}"
        for path, text in face_files(suffix)
        for what, pattern in banned.items()
        for _ in pattern.finditer(text)
    ]


def test_templates_carry_no_styles_handlers_or_unescaped_text():
    assert found(".html", BANNED_IN_TEMPLATES) == []


def test_scripts_make_no_markup_from_text():
    assert found(".js", BANNED_IN_SCRIPTS) == []


def test_scripts_stand_in_files_of_their_own():
    inline = [
        path
        for path, text in face_files(".html")
        for attributes, body in SCRIPT.findall(text)
        if body.strip() or "src=" not in attributes
    ]

    assert inline == []


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ('<p class="a" style="color: red">', "a style attribute"),
        ("<style>p { color: red }</style>", "a style element"),
        ('<button onclick="go()">', "a handler in the markup"),
        ("{{ name | safe }}", "text that is not escaped"),
        ('<img src="https://example.vn/a.png">', "an address of another machine"),
    ],
)
def test_the_watch_sees_what_it_watches_for(markup, what):
    assert BANNED_IN_TEMPLATES[what].search(markup)


def test_there_is_something_to_watch():
    assert len(list(face_files(".html"))) > 10
    assert len(list(face_files(".js"))) > 10
