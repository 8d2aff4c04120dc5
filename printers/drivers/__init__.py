"""Drivers: the only modules that import python-escpos.

The library opens devices and sends bytes. Status, answers, time limits and what an answer proves
are ours: version 3.1 knows neither the cover nor a confirmation, and waits for 60 seconds.
"""
