"""Why no rehearsal begins, no copy is made and no other conference is opened."""

from __future__ import annotations

from conference.refusals import N_, Refusal


class ConferenceUnderWay(Refusal):
    """A rehearsal cannot begin in the middle of the real conference."""

    code = "conference_under_way"
    sentence = N_("Hội nghị đang diễn ra; không thể chuyển sang chạy thử lúc này.")


class ArrivalsHaveBegun(Refusal):
    """Delegates are being checked in; a rehearsal now would turn the next one away."""

    code = "arrivals_have_begun"
    sentence = N_(
        "Hội nghị đã có %(present)s đại biểu điểm danh. Nếu chuyển sang chạy thử lúc này, giấy mời "
        "thật sẽ tạm thời không được nhận. Vui lòng bấm lần nữa nếu vẫn muốn chạy thử."
    )


class AlreadyRehearsing(Refusal):
    """A rehearsal is not copied once more."""

    code = "already_rehearsing"
    sentence = N_("Hệ thống đang ở chế độ chạy thử.")


class NotRehearsing(Refusal):
    """There is nothing to return from."""

    code = "not_rehearsing"
    sentence = N_("Hệ thống đang ở hội nghị thật; không có buổi chạy thử nào để kết thúc.")


class RehearsalNeedsFile(Refusal):
    """Copies are made of SQLite files."""

    code = "rehearsal_needs_file"
    sentence = N_(
        "Chạy thử cần cơ sở dữ liệu SQLite. Với PostgreSQL, vui lòng chạy thử trên một máy khác."
    )


class ConferenceInUse(Refusal):
    """Delegates of the open conference are coming; another one would turn the next away."""

    code = "conference_in_use"
    sentence = N_(
        "Hội nghị đang mở đã có %(present)s đại biểu điểm danh. Nếu mở hội nghị khác lúc này, giấy "
        "mời của hội nghị đang mở sẽ không được nhận. Vui lòng bấm lần nữa nếu vẫn muốn."
    )


class ConferencesNeedFiles(Refusal):
    """Several conferences are several SQLite files."""

    code = "conferences_need_files"
    sentence = N_(
        "Với PostgreSQL, mỗi máy chủ chỉ mở một hội nghị. Vui lòng tạo hội nghị bằng lệnh hoinghi "
        "plan load trên một cơ sở dữ liệu mới."
    )


class AnotherNotNow(Refusal):
    """The programme of the open conference runs, or a rehearsal does."""

    code = "another_not_now"
    sentence = N_(
        "Chương trình của hội nghị đang mở đang diễn ra, hoặc đang chạy thử; chưa thể mở hội nghị "
        "khác lúc này. Vui lòng kết thúc trước."
    )


class ConferenceNameBad(Refusal):
    """A conference's short name is a file's name."""

    code = "conference_name_bad"
    sentence = N_(
        "Tên ngắn của hội nghị chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối (tối đa 60); "
        "chưa tạo gì."
    )


class ConferenceNotMade(Refusal):
    """The conference could not be made."""

    code = "conference_not_made"
    sentence = N_("Chưa tạo được hội nghị: %(why)s. Hội nghị đang mở không thay đổi.")
