"""The words of a recipient's certificate, from the Decision's block and the conference."""

from __future__ import annotations

import datetime as dt
from typing import Any

from conference.awards import AwardBlock, Recipient
from conference.identity import Conference, ThermalCertificate
from conference.refusals import N_

MONTHS_PADDED = 2
"""NĐ 30/2020: days below 10 and the months 1 and 2 are written with a leading zero."""

_SLIP_HEADING = "PHIẾU HẸN NHẬN GIẤY KHEN"
_SLIP_NOTE = "Phiếu này không thay thế Giấy khen."
_PROVISIONAL_MARK = "BẢN TẠM"


def place_and_date(place: str, day: dt.date) -> str:
    """Give "Hải Phòng, ngày 05 tháng 8 năm 2025" as NĐ 30/2020 writes it."""
    month = f"{day.month:02d}" if day.month <= MONTHS_PADDED else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def certificate_name(conference: Conference) -> str:
    """Give what the thermal sheet is called on the awards page: a message id."""
    if conference.thermal_certificate is ThermalCertificate.PROVISIONAL_CERTIFICATE:
        return N_("Giấy khen (in nhiệt) – BẢN TẠM")
    return N_("Phiếu hẹn nhận Giấy khen")


def certificate_words(
    conference: Conference, block: AwardBlock, recipient: Recipient
) -> dict[str, Any]:
    """Give the words of the sheet the organiser has chosen (ADR 0006)."""
    provisional = conference.thermal_certificate is ThermalCertificate.PROVISIONAL_CERTIFICATE
    return {
        "heading": block.certificate_heading if provisional else _SLIP_HEADING,
        "marking": _PROVISIONAL_MARK if provisional else "",
        "issuer_lines": [conference.superior_body, conference.host],
        "intro": block.signer_office + " tặng" if provisional else "Kính mời",
        "name": recipient.name,
        "unit": ", ".join(filter(None, [recipient.detail, recipient.unit])),
        "citation": recipient.citation,
        "decision": block.decision,
        "place_and_date": place_and_date(conference.place, conference.held_on),
        "signer_title": block.signer_office if provisional else "",
        "signer_name": block.signer_name if provisional else "",
        "number": f"{recipient.batch.ordinal:02d}-{recipient.place:02d}",
        "note": "" if provisional else _SLIP_NOTE,
        "rehearsal": conference.rehearsal,
    }
