"""The board of addresses: which page is opened where, and whether it asks for a sign-in."""

from __future__ import annotations

from admin.routes import Screen
from conference.refusals import N_

SCREENS = (
    Screen(N_("Ki-ốt điểm danh"), "/kiosk", N_("Đại biểu quét mã ở cửa"), True),
    Screen(N_("Bàn đón tiếp"), "/kiosk/desk", N_("Quét mã, tìm theo tên, trao thẻ"), False),
    Screen(N_("Lễ tân đón khách"), "/kiosk/vip", N_("Khách danh dự, một lần chạm"), False),
    Screen(N_("Chờ duyệt"), "/kiosk/leave", N_("Phụ trách đón tiếp duyệt trên điện thoại"), False),
    Screen(N_("Màn hình chào đón"), "/stage/welcome", N_("Chào đại biểu ở sảnh"), True),
    Screen(N_("Màn hình hội trường"), "/stage/hall", N_("Tiêu đề và tên được vinh danh"), True),
    Screen(N_("Màn hình sảnh"), "/stage/lobby", N_("Chương trình hội nghị"), True),
    Screen(N_("Đồng hồ diễn giả"), "/stage/timer", N_("Thời gian còn lại, đặt trước bục"), False),
    Screen(
        N_("Màn hình ghép bằng mã"), "/stage/screen", N_("Trang Điều hành chọn hình cho nó"), True
    ),
    Screen(N_("Người dẫn chương trình"), "/stage/mc", N_("Đang diễn ra, tiếp theo"), False),
    Screen(N_("Hậu trường"), "/stage/backstage", N_("Ai ra sân khấu, lượt nào trao"), False),
    Screen(N_("Âm thanh, ánh sáng"), "/stage/cues", N_("Việc kỹ thuật lúc này, tiếp theo"), False),
    Screen(N_("Điều hành"), "/stage/control", N_("Điều hành chương trình và trao thưởng"), False),
    Screen(N_("Bàn in"), "/print/", N_("Thẻ và giấy đang in"), False),
    Screen(N_("Văn phòng"), "/admin/", N_("Danh sách, khen thưởng, chạy thử"), False),
)
