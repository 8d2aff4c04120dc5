"""`except Exception` stands where one fault must not stop the day; anywhere else it hides bugs."""

from __future__ import annotations

import ast

from tests.house.tree import python_files

MAY_CATCH_ALL = {
    "conference/database.py": "a listener's or a command's fault never harms another command",
    "printers/spooler.py": "a bug with one sheet must not end all printing",
    "server/__main__.py": "the last words of the process",
    "server/all_day.py": "a bug in one round ends neither delivery nor the watch over the clock",
}
TOO_WIDE = {"Exception", "BaseException"}


def catches_all(tree: ast.Module) -> list[int]:
    """Give the lines on which everything is caught, or suppressed."""
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    wide = [one.lineno for one in handlers if one.type is None or _names(one.type) & TOO_WIDE]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    suppressed = [
        call.lineno
        for call in calls
        if _names(call.func) == {"suppress"}
        and any(_names(argument) & TOO_WIDE for argument in call.args)
    ]
    return wide + suppressed


def _names(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Tuple):
        return set().union(*map(_names, node.elts))
    if isinstance(node, ast.Attribute):
        return {node.attr}
    return {node.id} if isinstance(node, ast.Name) else set()


def test_all_is_caught_in_named_files_only():
    found = {path: lines for path, tree in python_files() if (lines := catches_all(tree))}

    assert set(found) <= set(MAY_CATCH_ALL), found


def test_the_watch_sees_each_way_of_catching_all():
    for handler in ("except:", "except Exception:", "except (OSError, BaseException):"):
        assert catches_all(ast.parse(f"try:\n    pass\n{handler}\n    pass"))
    assert catches_all(ast.parse("contextlib.suppress(Exception)"))
    assert catches_all(ast.parse("try:\n    pass\nexcept OSError:\n    pass")) == []
