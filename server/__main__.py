"""The `hoinghi` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; `serve` runs on gevent, which must patch before anything else loads."""
    if "serve" in sys.argv[1:2]:
        from gevent import monkey  # noqa: PLC0415 - only `serve` needs it, and first of all

        monkey.patch_all()
    from server.commands import cli  # noqa: PLC0415 - after the patching

    cli()


if __name__ == "__main__":
    main()
