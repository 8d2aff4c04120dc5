"""The office runs the conference: the list, the awards desk, stations, rehearsal."""
