"""Our own command in a process that has its libraries loaded already: forked, not started anew.

Loading takes a server two seconds, and more than a hundred tests start one. What is forked has run
nothing but imports. Tests of starting itself use the real command.

Run as a program (`python -m tests.warm_process serve`) it loads what the command loads, then reads
one JSON line per wish: start a process, or tell whether one has ended.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class WarmProcess:
    """A forked process, with what a test needs of `subprocess.Popen`."""

    pid: int
    parent: _Parent

    def send_signal(self, sign: int) -> None:
        """Send a signal, if the process has not ended."""
        if self.poll() is None:
            os.kill(self.pid, sign)

    def poll(self) -> int | None:
        """Give the exit code; None while it runs."""
        code: int | None = self.parent.ask(poll=self.pid, wait=False)
        return code

    def wait(self, timeout: float) -> int:
        """Wait for the end; give the exit code."""
        code: int | None = self.parent.ask(poll=self.pid, wait=True, timeout=timeout)
        if code is None:
            raise subprocess.TimeoutExpired("serve", timeout)
        return code


class _Parent:
    """The loaded process that forks for us."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm_process", "serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=dict(environment),
        )
        atexit.register(self._end)

    def ask(self, **wish: Any) -> Any:
        """Send a wish; give the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(wish).encode() + b"\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def _end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)


@functools.cache
def _parent(measured: tuple[tuple[str, str], ...]) -> _Parent:
    # Coverage is told at a process's start; all else is told to each fork.
    return _Parent({**os.environ, **dict(measured)})


def start_warm(
    arguments: Sequence[str], *, environment: Mapping[str, str], log: Path, measured: dict[str, str]
) -> WarmProcess:
    """Run `hoinghi` with these arguments in this environment; what it writes goes to `log`."""
    parent = _parent(tuple(measured.items()))
    wish = {"arguments": [*arguments], "environment": {**environment}, "log": str(log)}
    return WarmProcess(parent.ask(start=wish), parent)


def _serve_wishes() -> None:
    """Read wishes until the other side is gone."""
    sys.argv = ["hoinghi", "serve"]
    from gevent import monkey

    monkey.patch_all()
    import server.app
    import server.commands  # noqa: F401

    fork, waitpid = (monkey.get_original("os", name) for name in ("fork", "waitpid"))
    sleep = monkey.get_original("time", "sleep")
    ended: dict[int, int] = {}
    buffer = b""
    while chunk := os.read(0, 65536):
        buffer += chunk
        while b"\n" in buffer:
            line, buffer = buffer.split(b"\n", 1)
            wish = json.loads(line)
            if "start" in wish:
                pid = fork()
                if pid == 0:
                    _become(wish["start"])
                    return
                answer: Any = pid
            else:
                answer = _ended(wish, ended, waitpid, sleep)
            os.write(1, json.dumps(answer).encode() + b"\n")


def _ended(wish: dict[str, Any], ended: dict[int, int], waitpid: Any, sleep: Any) -> int | None:
    pid, tries = wish["poll"], round(wish.get("timeout", 0) / 0.01) if wish["wait"] else 0
    while pid not in ended:
        found, status = waitpid(pid, os.WNOHANG)
        if found:
            ended[pid] = os.waitstatus_to_exitcode(status)
        elif tries <= 0:
            return None
        else:
            tries -= 1
            sleep(0.01)
    return ended[pid]


def _become(wish: dict[str, Any]) -> None:
    """Be the command from here on."""
    log = os.open(wish["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for given, taken in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(given, taken)
    os.environ.clear()
    os.environ.update(wish["environment"])
    sys.argv = ["hoinghi", *wish["arguments"]]
    from server.__main__ import main

    main()


if __name__ == "__main__":
    _serve_wishes()
