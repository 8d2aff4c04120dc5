"""Refusals and bugs become answers: JSON for programs, a page for people."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from flask import Flask, render_template, request
from flask_babel import gettext
from pydantic import ValidationError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from admin.imports import FileTooLarge
from conference.identity import NoConference
from conference.operators import RoleMayNot
from conference.refusals import N_, NotFound, NotReadable, NotRecorded, Refusal
from conference.stations import StationNeeded
from server.gate import ForeignOrigin, RemoteTokenNeeded, SignInNeeded
from stage.backdrops import PictureTooLarge
from stage.remote_presses import RemoteTooFast

Answer = tuple[Any, int]

NUMERIC_VALUE_OUT_OF_RANGE = "22003"
"""PostgreSQL's documentation, appendix A: error codes."""

_STATUS: dict[type[Refusal], HTTPStatus] = {
    SignInNeeded: HTTPStatus.UNAUTHORIZED,
    StationNeeded: HTTPStatus.UNAUTHORIZED,
    RemoteTokenNeeded: HTTPStatus.UNAUTHORIZED,
    RemoteTooFast: HTTPStatus.TOO_MANY_REQUESTS,
    RoleMayNot: HTTPStatus.FORBIDDEN,
    ForeignOrigin: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    PictureTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    NotRecorded: HTTPStatus.SERVICE_UNAVAILABLE,
    NotReadable: HTTPStatus.SERVICE_UNAVAILABLE,
    NoConference: HTTPStatus.SERVICE_UNAVAILABLE,
}
_log = logging.getLogger(__name__)


class BadRequest(Refusal):
    """The request's body is not what the route expects."""

    code = "bad_request"
    sentence = N_("Yêu cầu không đúng định dạng (%(where)s); dữ liệu không thay đổi.")


class TooLarge(Refusal):
    """The request's body is longer than anything we take."""

    code = "too_large"
    sentence = N_("Nội dung gửi lên quá lớn; dữ liệu không thay đổi.")


class PageUnknown(Refusal):
    """No page has this address, or not for this method."""

    code = "page_unknown"
    sentence = N_("Không có trang này. Vui lòng kiểm tra lại địa chỉ.")


class Bug(Refusal):
    """Something of ours failed; the log has the details."""

    code = "internal_fault"
    sentence = N_(
        "Máy chủ gặp sự cố khi xử lý yêu cầu này. Dữ liệu đã ghi trước đó vẫn an toàn. Vui lòng "
        "thử lại; nếu vẫn lỗi, xin báo bộ phận kỹ thuật."
    )


_FIELD_NAMES = {
    "birth_year": N_("năm sinh, bốn chữ số từ 1900 đến 2100"),
    "birth_date": N_("ngày sinh"),
    "phone": N_("số điện thoại"),
    "email": N_("địa chỉ thư điện tử"),
    "citizen_number": N_("số căn cước công dân"),
    "held_on": N_("ngày tổ chức"),
    "reason": N_("lý do"),
}
"""What a person calls a field of a form; a program's other fields keep their own names."""

_OF_HTTP = {
    HTTPStatus.NOT_FOUND: PageUnknown,
    HTTPStatus.METHOD_NOT_ALLOWED: PageUnknown,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TooLarge,
}


def answer_refusals(app: Flask, contact: Callable[[], str]) -> None:
    """Let this app answer every refusal and every bug. `contact` names whom to ask."""

    def refuse(refusal: Refusal, status: int) -> Answer:
        sentence = gettext(refusal.sentence) % refusal.details
        if _wants_page():
            shown = {"code": refusal.code, "sentence": sentence, "status": status}
            return render_template("refusal.html", refusal=shown, contact=contact()), status
        error = {"code": refusal.code, "sentence": sentence, "details": refusal.details}
        return {"error": error}, status

    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Answer:
        return refuse(refusal, _STATUS.get(type(refusal), HTTPStatus.CONFLICT))

    @app.errorhandler(ValidationError)
    def malformed(exc: ValidationError) -> Answer:
        # Names of fields only: the values may be personal.
        where = ", ".join(sorted({_field_name(error["loc"]) for error in exc.errors()}))
        return refuse(BadRequest(where=where), HTTPStatus.UNPROCESSABLE_ENTITY)

    _answer_numbers_of_nothing(app, refused)

    @app.errorhandler(HTTPException)
    def http_fault(exc: HTTPException) -> Answer | Response:
        status = HTTPStatus(exc.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        if status is HTTPStatus.INTERNAL_SERVER_ERROR:
            _log.error("a request failed", exc_info=getattr(exc, "original_exception", exc))
            return refuse(Bug(), status)
        known = _OF_HTTP.get(status)
        return refuse(known() if known else BadRequest(where=str(status.value)), status)


def _field_name(place: Sequence[object]) -> str:
    """Name a field as whoever filled in a form knows it, else as the contract does."""
    known = next((_FIELD_NAMES[str(one)] for one in reversed(place) if one in _FIELD_NAMES), None)
    return gettext(known) if known else ".".join(map(str, place)) or "JSON"


def _answer_numbers_of_nothing(app: Flask, refused: Callable[[Refusal], Answer]) -> None:
    """Say of numbers that no row and no file can have that there is nothing of that name."""

    @app.errorhandler(OverflowError)
    def longer_than_64_bits(_: OverflowError) -> Answer:
        return refused(NotFound())

    @app.errorhandler(DataError)
    def longer_than_the_column(exc: DataError) -> Answer:
        # PostgreSQL keeps four bytes of a row's number, and refuses to look for a longer one.
        if getattr(exc.orig, "sqlstate", None) != NUMERIC_VALUE_OUT_OF_RANGE:
            raise exc
        return refused(NotFound())

    @app.errorhandler(OSError)
    def longer_than_a_file_name(exc: OSError) -> Answer:
        if exc.errno != errno.ENAMETOOLONG:
            raise exc
        return refused(NotFound())


def _wants_page() -> bool:
    accepted = request.accept_mimetypes
    return request.method == "GET" and accepted.accept_html and not request.is_json
