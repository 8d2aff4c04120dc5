"""A delegate meets the conference: the kiosk at the door and what it asks of the records."""
