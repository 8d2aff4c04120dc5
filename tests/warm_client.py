"""Ask a loaded process to do our command with this process' files, and end as it ends.

Started as `python -I -S warm_client.py <socket> <subcommand> …`, with nothing else loaded: it takes
a hundredth of what the command takes to load. Whoever kills it ends the command too.
"""

import array
import json
import os
import socket
import sys


def _do(address: str, arguments: list[str]) -> int:
    wish = {"arguments": arguments, "environment": dict(os.environ), "cwd": os.path.realpath(".")}
    with socket.socket(socket.AF_UNIX) as parent:
        parent.connect(address)
        files = array.array("i", [0, 1, 2])
        parent.sendmsg([b"!"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, files)])
        parent.sendall(json.dumps(wish).encode() + b"\n")
        answer = parent.makefile().readline()
    return int(answer or 1)


if __name__ == "__main__":
    sys.exit(_do(sys.argv[1], sys.argv[2:]))
