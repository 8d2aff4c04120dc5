"""The paper a sheet is drawn for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Roll:
    """A paper roll as its printer's head sees it: `width_mm` of paper, fewer dots of print."""

    width_mm: float
    printable_dots: int
    dots_per_mm: int

    def dots(self, length_mm: float) -> int:
        """Turn a length on paper into whole dots."""
        return round(length_mm * self.dots_per_mm)


ROLL_80 = Roll(width_mm=80.0, printable_dots=576, dots_per_mm=8)
