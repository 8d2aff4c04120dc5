"""Why we say no: a stable code for machines and a sentence an operator can act on.

Sentences are Vietnamese and are the message ids of the catalogues; `server.errors` translates
them. A refusal is expected; anything else that is raised is a bug and travels up.
"""

from __future__ import annotations

from typing import ClassVar


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a sentence for the catalogues without translating it here."""
    return sentence


class Refusal(Exception):  # noqa: N818 - it is not an error of ours
    """A command was understood and not carried out; nothing has changed."""

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str] = N_("Không thực hiện được yêu cầu này. Dữ liệu không thay đổi.")

    def __init__(self, **details: str | int) -> None:
        super().__init__(self.code)
        self.details = details


class NotFound(Refusal):
    """What was named does not exist (any more)."""

    code = "not_found"
    sentence = N_("Không tìm thấy mục được yêu cầu. Vui lòng tải lại trang.")


class NotRecorded(Refusal):
    """The database could not make the change durable; it must be taken as not having happened."""

    code = "not_recorded"
    sentence = N_(
        "Không ghi được vào cơ sở dữ liệu; thao tác này chưa được lưu, các dữ liệu trước đó vẫn an "
        "toàn. Vui lòng kiểm tra dung lượng đĩa rồi thử lại."
    )


class NotReadable(Refusal):
    """The database cannot be read just now, or another conference is being opened."""

    code = "not_readable"
    sentence = N_(
        "Chưa đọc được dữ liệu lúc này; dữ liệu đã ghi vẫn an toàn. Vui lòng thử lại sau giây lát."
    )


class NewerDatabase(Refusal):
    """The file was written by a newer version of hoinghi."""

    code = "newer_database"
    sentence = N_(
        "Tệp dữ liệu %(name)s được tạo bởi phiên bản hoinghi mới hơn. Dữ liệu không bị thay đổi. "
        "Vui lòng cài phiên bản mới hơn rồi mở lại."
    )


class DatabaseUnreadable(Refusal):
    """The file is not a database of ours, or is damaged, or may not be written."""

    code = "database_unreadable"
    sentence = N_(
        "Không mở được dữ liệu %(name)s (%(why)s). Dữ liệu không bị thay đổi. Vui lòng kiểm "
        "tra quyền ghi và địa chỉ, hoặc mở bản sao lưu gần nhất."
    )
