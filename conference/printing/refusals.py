"""Why a sheet is not queued again or settled."""

from __future__ import annotations

from conference.refusals import N_, Refusal


class NotUncertain(Refusal):
    """Only a sheet whose fate is open can be settled."""

    code = "sheet_not_uncertain"
    sentence = N_("Tờ in này đã được xác định; không cần trả lời nữa.")


class StillWaiting(Refusal):
    """A sheet that is waiting or on its way need not be printed again."""

    code = "sheet_still_waiting"
    sentence = N_("Tờ in này còn trong hàng đợi hoặc đang in; chưa cần in lại.")


class FateOpen(Refusal):
    """Never silently twice: whether a sheet came out is answered before it is printed again."""

    code = "sheet_uncertain"
    sentence = N_("Chưa rõ tờ này đã ra hay chưa. Vui lòng trả lời câu hỏi đó trước khi in lại.")


class BadgeForNobody(Refusal):
    """A badge is printed at the desk for whoever is on the approved list."""

    code = "badge_for_nobody"
    sentence = N_(
        "Chỉ in thẻ cho đại biểu đã duyệt; chưa in thẻ nào. Vui lòng nhờ Phụ trách đón tiếp duyệt "
        "trước."
    )


class ReasonMissing(Refusal):
    """A reprint is explained, so that no double is silent."""

    code = "reason_missing"
    sentence = N_("Vui lòng cho biết lý do in lại.")
