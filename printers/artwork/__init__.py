"""Words become dots: badges and certificates drawn for a thermal roll.

Sizes are thought in millimetres and become dots only here. What is drawn is two-coloured by a plain
threshold, never dithered: a dither blurs small Vietnamese marks and breeds real-time commands.
"""

from printers.artwork.badge import BadgeWords, draw_badge
from printers.artwork.certificate import CertificateWords, draw_certificate
from printers.artwork.roll import ROLL_80, Roll
from printers.artwork.text import Fonts, Weight

__all__ = [
    "ROLL_80",
    "BadgeWords",
    "CertificateWords",
    "Fonts",
    "Roll",
    "Weight",
    "draw_badge",
    "draw_certificate",
]
