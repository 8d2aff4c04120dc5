"""Our own command in a process that has its libraries loaded already: forked, not started anew.

Loading takes a server two seconds, and more than a hundred tests start one; many more start a job.
What is forked has run nothing but imports. Tests of starting itself use the real command.

Run as a program it loads what the command loads. `serve` then reads one JSON line per wish: start a
process, or tell whether one has ended. `commands <socket>` does what `tests/warm_client.py` asks.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import importlib
import json
import os
import pkgutil
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
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
    wish = {
        "arguments": [*arguments],
        "environment": {**environment},
        "log": str(log),
        "own_command": warm_command(),
    }
    return WarmProcess(parent.ask(start=wish), parent)


def warm_command() -> list[str]:
    """Give what `hoinghi` may be started with, for whatever but `serve`; the subcommand follows."""
    return [
        sys.executable,
        "-I",
        "-S",
        str(ROOT / "tests" / "warm_client.py"),
        _socket_of_commands(),
    ]


@functools.cache
def _socket_of_commands() -> str:
    folder = tempfile.mkdtemp(prefix="warm-")
    address = f"{folder}/commands"
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.warm_process", "commands", address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )

    def end() -> None:
        parent.communicate(timeout=30)
        shutil.rmtree(folder)

    atexit.register(end)
    # Nobody may ask before it listens.
    assert parent.stdout is not None
    parent.stdout.readline()
    return address


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
                    _serve(wish["start"])
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


def _serve(wish: dict[str, Any]) -> None:
    """Be a server from here on."""
    log = os.open(wish["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    from server import own_command

    own_command.OWN_COMMAND = wish["own_command"]
    _become(wish, [nothing, log, log])


def _become(wish: dict[str, Any], files: Sequence[int]) -> None:
    """Be the command from here on; `files` are its input, output and complaints."""
    for given, taken in zip(files, (0, 1, 2), strict=True):
        os.dup2(given, taken)
    os.environ.clear()
    os.environ.update(wish["environment"])
    sys.argv = ["hoinghi", *wish["arguments"]]
    from server.__main__ import main

    main()


class _Commands:
    """Forks a command for whoever asks on the socket, and tells him how it ended."""

    def __init__(self, address: str) -> None:
        self._selector = selectors.DefaultSelector()
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(address)
        self._listening.listen()
        self._at_work: dict[int, socket.socket] = {}
        self._ended, writing = os.pipe2(os.O_NONBLOCK)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(writing)

    def serve(self) -> None:
        """Go on until our input is closed."""
        self._selector.register(0, selectors.EVENT_READ, sys.exit)
        self._selector.register(self._listening, selectors.EVENT_READ, self._begin)
        self._selector.register(self._ended, selectors.EVENT_READ, self._settle)
        os.write(1, b"ready\n")
        while True:
            for key, _ in self._selector.select():
                key.data()

    def _begin(self) -> None:
        asking, _ = self._listening.accept()
        _, files, _, _ = socket.recv_fds(asking, 1, 3)
        line = asking.makefile().readline()
        if not line:
            # Killed before it had said what it wants.
            for one in files:
                os.close(one)
            asking.close()
            return
        wish = json.loads(line)
        pid = os.fork()
        if pid == 0:
            self._forget_the_others(asking)
            os.chdir(wish["cwd"])
            _become(wish, files)
            sys.exit()
        for file in files:
            os.close(file)
        self._at_work[pid] = asking
        self._selector.register(asking, selectors.EVENT_READ, lambda: self._given_up(pid))

    def _forget_the_others(self, asking: socket.socket) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for one in (*self._at_work.values(), asking, self._listening, self._selector):
            one.close()

    def _given_up(self, pid: int) -> None:
        """Whoever asked has been killed: so is what he asked for, unless it has just ended."""
        if pid in self._at_work:
            self._selector.unregister(self._at_work[pid])
            os.kill(pid, signal.SIGKILL)

    def _settle(self) -> None:
        os.read(self._ended, 4096)
        for pid in list(self._at_work):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                asking = self._at_work.pop(pid)
                with contextlib.suppress(KeyError):
                    self._selector.unregister(asking)
                with contextlib.suppress(OSError):
                    asking.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
                asking.close()


def _load_commands() -> None:
    import server

    for package in ("commands", "work"):
        for module in pkgutil.iter_modules([str(ROOT / "server" / package)]):
            importlib.import_module(f"{server.__name__}.{package}.{module.name}")


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        _serve_wishes()
    else:
        _load_commands()
        _Commands(sys.argv[2]).serve()
