"""A real `hoinghi serve` process: started, killed, started again."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import requests

from tests.waiting import until
from tests.warm_process import WarmProcess, start_warm, warm_command

HOINGHI = Path(sys.executable).with_name("hoinghi")
START_WITHIN_S = 60.0


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _measured_with_gevent() -> dict[str, str]:
    """A server runs on gevent, which coverage must be told; the tests themselves do not."""
    given = os.environ.get("COVERAGE_PROCESS_CONFIG")
    if given is None:
        return {}
    config = json.loads(base64.b64decode(given)) | {"concurrency": ["thread", "gevent"]}
    return {"COVERAGE_PROCESS_CONFIG": base64.b64encode(json.dumps(config).encode()).decode()}


@dataclass
class RunningServer:
    """The server of a data folder as a process of its own."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    command: Path = HOINGHI
    """Another than the environment's own is started as it is, with all it loads."""
    _process: WarmProcess | subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "HOINGHI_DATA_DIR": str(self.folder),
            "HOINGHI_HOST": "127.0.0.1",
            "HOINGHI_PORT": str(self.port),
            "HOINGHI_VIRTUAL_PRINTER_PORT": "0",
        }
        return os.environ | own | self.settings | _measured_with_gevent()

    def run(self, *arguments: str) -> str:
        """Run a `hoinghi` command on this folder; give what it writes."""
        command = warm_command() if self.command == HOINGHI else [self.command]
        done = subprocess.run(
            [*command, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def codes(self) -> list[tuple[str, str]]:
        """Name and invitation code of every delegate."""
        rows = csv.DictReader(io.StringIO(self.run("codes", "--csv")))
        return [(row["delegate"], row["code"]) for row in rows]

    def passwords(self) -> dict[str, str]:
        """Each role's password."""
        lines = (self.folder / "sign-in.txt").read_text(encoding="utf-8").splitlines()
        return dict(line.split()[:2] for line in lines)

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._process = self._begin(self.folder / "server.log")
        until(self.answers, within_s=START_WITHIN_S)

    def _begin(self, log: Path) -> WarmProcess | subprocess.Popen[bytes]:
        if self.command == HOINGHI:
            measured = _measured_with_gevent()
            return start_warm(["serve"], environment=self.environment, log=log, measured=measured)
        with log.open("ab") as file:
            return subprocess.Popen(
                [self.command, "serve"], env=self.environment, stdout=file, stderr=file
            )

    def answers(self) -> bool:
        """Whether it answers now; fails when the process has ended instead."""
        assert self._process is not None
        assert self._process.poll() is None, self.log()
        try:
            return requests.get(self.url + "/api/health", timeout=2).ok
        except (requests.ConnectionError, requests.Timeout):
            return False

    def log(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def kill(self) -> None:
        """Kill it as a power cut would: nothing can be put in order."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop; give its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, sign: signal.Signals) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(sign)
        code = self._process.wait(timeout=30)
        self._process = None
        return code
