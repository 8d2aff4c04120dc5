"""A machine that was never paired has a cookie that tells it from the others and opens nothing."""

from __future__ import annotations

import secrets

from flask import Response, request

DEVICE_COOKIE = "hoinghi_device"
LONGEST_DEVICE = 36
_A_YEAR_S = 365 * 24 * 3600


def this_device() -> str:
    """Give what tells this request's browser from others; empty before its first desk page."""
    return request.cookies.get(DEVICE_COOKIE, "")[:LONGEST_DEVICE]


def know_again(response: Response) -> Response:
    """Give a browser that comes for the first time its cookie."""
    if not this_device():
        response.set_cookie(
            DEVICE_COOKIE,
            secrets.token_hex(8),
            max_age=_A_YEAR_S,
            httponly=True,
            samesite="Strict",
        )
    return response
