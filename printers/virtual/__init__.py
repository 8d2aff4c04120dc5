"""The printer that is always there: a real listener that reads ESC/POS and draws its sheets.

It breaks down like a real one when told to, so that every mishap can be practised and tested.
"""

from printers.virtual.faults import Fault
from printers.virtual.interpreter import Interpreter, Reply, Sheet
from printers.virtual.listener import VirtualPrinter
from printers.virtual.sheets import SavedSheet, SheetStore

__all__ = ["Fault", "Interpreter", "Reply", "SavedSheet", "Sheet", "SheetStore", "VirtualPrinter"]
