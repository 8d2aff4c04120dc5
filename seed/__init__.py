"""What people bring becomes a conference: plans as data, lists, and the demo."""
