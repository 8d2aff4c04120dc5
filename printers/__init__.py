"""The conference on paper: what a printer promises, how a sheet is drawn, sent and confirmed."""
