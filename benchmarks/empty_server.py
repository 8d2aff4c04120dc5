"""What a check-in is compared with: an empty JSON answer, from our server and from a bare Flask.

`python -m benchmarks.empty_server same` is the whole server with one more route that does nothing;
hoinghi itself has no route that touches no records. `bare` is Flask with nothing else on the same
serving stack (server.serving).
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402 - after the patching

from flask import Flask  # noqa: E402 - same

from conference.operators import open_to_all  # noqa: E402 - same
from server.app import create_server  # noqa: E402 - same
from server.commands.serve import COMPUTING_THREADS, WRITER_THREADS  # noqa: E402 - same
from server.conferences import open_database  # noqa: E402 - same
from server.folder import DataFolder  # noqa: E402 - same
from server.serving import apart, bind, serve_until_stopped  # noqa: E402 - same
from server.settings import load_settings  # noqa: E402 - same
from server.steady_clock import SteadyClock  # noqa: E402 - same
from server.workshop import Workshop  # noqa: E402 - same

EMPTY_PATH = "/empty"


@open_to_all
def _empty() -> dict[str, bool]:
    return {"done": True}


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["same", "bare"])
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    {"same": _serve_same, "bare": _serve_bare}[given.kind](given.host, given.port)


def _serve_same(host: str, port: int) -> None:
    settings = load_settings(host=host, port=port)
    folder = DataFolder(settings.data_dir)
    db = open_database(settings, folder, run_apart=apart(WRITER_THREADS))
    workshop = Workshop(compute=apart(COMPUTING_THREADS), async_mode="gevent")
    server = create_server(settings, SteadyClock(), db, workshop)
    server.app.add_url_rule(EMPTY_PATH, view_func=_empty, methods=["GET", "POST"])
    server.start()
    serve_until_stopped(server.app, bind(host, port), server.stop)


def _serve_bare(host: str, port: int) -> None:
    app = Flask("bare")
    app.add_url_rule(EMPTY_PATH, view_func=_empty, methods=["GET", "POST"])
    serve_until_stopped(app, bind(host, port), lambda: None)


if __name__ == "__main__":
    main()
