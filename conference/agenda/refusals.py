"""What the run of show refuses, in words for whoever pressed."""

from __future__ import annotations

from conference.refusals import N_, Refusal

ANOTHER_OPERATOR = "người điều hành khác"


class StaleRundown(Refusal):
    """The sender's screen showed an older rundown; somebody else was faster."""

    code = "stale_rundown"
    sentence = N_(
        "Chương trình vừa được %(by)s cập nhật; lệnh này chưa được thực hiện. Vui lòng xem lại màn "
        "hình rồi bấm lại nếu vẫn cần."
    )


class ButtonsHeldByAnother(Refusal):
    """Another operator holds the buttons."""

    code = "buttons_held"
    sentence = N_(
        "%(by)s đang giữ quyền điều khiển; lệnh này chưa được thực hiện. Vui lòng bấm Nhận quyền "
        "điều khiển nếu hai bên đã thống nhất."
    )


class NothingNext(Refusal):
    """The last item is live; "next" never starts the first one again."""

    code = "nothing_next"
    sentence = N_("Đây là nội dung cuối cùng của chương trình. Vui lòng bấm Kết thúc khi xong.")


class CueNotPossible(Refusal):
    """The command does not fit the state the programme is in."""

    code = "cue_not_possible"
    sentence = N_("Lệnh này không phù hợp với trạng thái hiện tại của chương trình.")


class ReasonNeeded(Refusal):
    """What is left out of a programme is left out for a reason, for the minutes."""

    code = "skip_reason_needed"
    sentence = N_("Vui lòng ghi lý do bỏ qua; lý do được đưa vào biên bản. Chưa có gì thay đổi.")


class ConsentNeeded(Refusal):
    """A protected item is cut only after the chair was asked."""

    code = "skip_consent_needed"
    sentence = N_(
        "Nội dung này không được cắt khi chưa xin ý kiến chủ trì. Vui lòng ghi tên người đồng ý; "
        "chưa có gì thay đổi."
    )


class NothingToUndo(Refusal):
    """No cue was given yet, or all were taken back."""

    code = "nothing_to_undo"
    sentence = N_("Không còn lệnh nào để hoàn tác.")


class ShiftNotOffered(Refusal):
    """Only a demo or a rehearsal outside its hours, before its first item, may be moved."""

    code = "shift_not_offered"
    sentence = N_(
        "Chỉ chương trình mẫu hoặc chạy thử, chưa bắt đầu và ngoài giờ dự kiến, mới được dời giờ."
    )


class ItemIsPlayed(Refusal):
    """What has begun keeps the plan it was played under."""

    code = "item_is_played"
    sentence = N_(
        "Nội dung đã bắt đầu hoặc đã xong không sửa được nữa; chương trình chưa thay đổi. Muốn "
        "thêm, bớt thời gian, vui lòng dùng các nút cộng, trừ phút."
    )


class EditIsPlayed(Refusal):
    """A changed item has begun since it was changed."""

    code = "edit_is_played"
    sentence = N_(
        "Nội dung của lần sửa gần nhất đã bắt đầu, không hoàn tác được nữa; chương trình chưa "
        "thay đổi."
    )


class TitleNeeded(Refusal):
    """An item, a step or an entry says what it is."""

    code = "item_title_needed"
    sentence = N_("Vui lòng nhập tên nội dung; chương trình chưa thay đổi.")


class HoursImpossible(Refusal):
    """An item ends after it has begun, and has an end only where it has a beginning."""

    code = "item_hours_impossible"
    sentence = N_(
        "Giờ của nội dung “%(title)s” không hợp lệ: phải có giờ bắt đầu, và giờ kết thúc phải sau "
        "giờ bắt đầu. Chương trình chưa thay đổi."
    )
