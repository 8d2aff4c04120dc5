"""The room sees the conference: the control page and the screens that follow it."""
