"""One file commits and rolls back; a command that did it itself would break its neighbours'."""

from __future__ import annotations

import ast
import re

from tests.house.tree import python_files

MAY_COMMIT = {"conference/database.py"}
METHODS = {"commit", "rollback"}
STATEMENT = re.compile(r"^\s*(COMMIT|ROLLBACK|END|RELEASE|SAVEPOINT|BEGIN)\b", re.IGNORECASE)
RUNS_SQL = {"execute", "executescript", "exec_driver_sql", "text"}


def commits(tree: ast.Module) -> list[int]:
    """Give the lines on which a transaction is ended."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if _name(call) in METHODS or _runs_a_commit(call)]


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _runs_a_commit(call: ast.Call) -> bool:
    return _name(call) in RUNS_SQL and any(
        isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and STATEMENT.match(argument.value) is not None
        for argument in call.args
    )


def test_only_the_database_commits_or_rolls_back():
    found = {path: lines for path, tree in python_files() if (lines := commits(tree))}

    assert set(found) == MAY_COMMIT, found


def test_the_watch_sees_each_way_of_committing():
    for line in (
        "session.commit()",
        "self._session.rollback()",
        "connection.exec_driver_sql('COMMIT')",
        "session.execute(text('rollback to x'))",
        "raw.execute('  BEGIN IMMEDIATE')",
    ):
        assert commits(ast.parse(line)), line
    assert commits(ast.parse("session.execute(select(Commit))")) == []
