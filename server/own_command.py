"""How this program starts itself in another process."""

from __future__ import annotations

import sys

OWN_COMMAND = [sys.executable, "-m", "server"]
"""What is typed as `hoinghi`, wherever that is installed; the subcommand follows."""
