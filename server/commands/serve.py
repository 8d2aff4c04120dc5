"""`hoinghi serve`: the server of the open conference."""

from __future__ import annotations

import errno
import socket

import click

from server.addresses import reachable_addresses
from server.alive import read_mark
from server.app import create_server
from server.board import SCREENS
from server.commands.faults import say_faults
from server.conferences import invitations_file, open_database, open_name
from server.folder import DataFolder
from server.logs import set_up_logs
from server.serving import apart, bind, serve_until_stopped
from server.settings import Settings, load_settings
from server.steady_clock import SteadyClock
from server.workshop import Workshop

WRITER_THREADS = 1
COMPUTING_THREADS = 2
PAGE_THREADS = 2


@click.command()
@click.option("--host", help="Address to listen on (HOINGHI_HOST).")
@click.option("--port", type=int, help="Port to listen on (HOINGHI_PORT, default 8000).")
@say_faults
def serve(host: str | None, port: int | None) -> None:
    """Start the server of the open conference."""
    settings = load_settings(host=host, port=port)
    set_up_logs(settings.log_level)
    folder = DataFolder(settings.data_dir)
    folder.prepare()
    folder.lock()
    listening = _take_port(settings)
    settings = settings.model_copy(update={"port": listening.getsockname()[1]})
    db = open_database(settings, folder, run_apart=apart(WRITER_THREADS))
    workshop = Workshop(
        compute=apart(COMPUTING_THREADS), pages=apart(PAGE_THREADS), async_mode="gevent"
    )
    clock = SteadyClock(mark=read_mark(folder.alive_file))
    server = create_server(settings, clock, db, workshop)
    server.start()
    click.echo(_welcome(settings, folder, open_name(db)))
    serve_until_stopped(server.app, listening, server.stop)


def _take_port(settings: Settings) -> socket.socket:
    try:
        return bind(settings.host, settings.port)
    except socket.gaierror as exc:
        raise click.ClickException(
            f"Địa chỉ {settings.host} không có trên mạng này ({exc.strerror}). Vui lòng đặt "
            "HOINGHI_HOST=0.0.0.0, hoặc một địa chỉ của chính máy này."
        ) from exc
    except OSError as exc:
        if exc.errno == errno.EADDRNOTAVAIL:
            raise click.ClickException(
                f"Địa chỉ {settings.host} không phải của máy này. Vui lòng đặt "
                "HOINGHI_HOST=0.0.0.0, hoặc một địa chỉ của chính máy này."
            ) from exc
        raise click.ClickException(
            f"Không mở được cổng {settings.port} ({exc.strerror}). Một chương trình khác đang dùng "
            f"cổng này; vui lòng tắt chương trình đó hoặc chọn cổng khác: HOINGHI_PORT=8001"
        ) from exc


def _welcome(settings: Settings, folder: DataFolder, conference: str) -> str:
    bases = reachable_addresses(settings.host, settings.port)
    lines = ["", "hoinghi đang chạy. Địa chỉ các màn hình / addresses of the screens:"]
    lines += [
        f"  {screen.name:<24}" + "   ".join(base + screen.path for base in bases)
        for screen in SCREENS
    ]
    if folder.sign_in_file.exists():
        lines += ["", f"Đăng nhập / sign-in ({folder.sign_in_file}):"]
        accounts = folder.sign_in_file.read_text(encoding="utf-8").splitlines()
        lines += [f"  {account}" for account in accounts]
    invitation = invitations_file(folder, conference)
    if invitation.is_file():
        lines += ["", f"Giấy mời mẫu / sample invitations: {invitation}"]
    return "\n".join([*lines, "", "Ctrl+C để dừng / to stop.", ""])
