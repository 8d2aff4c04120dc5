"""What a remote control sends and is answered: the models that the routes check with.

The published contract is made of them; a moment is `…_ms`, milliseconds since 1970-01-01T00:00:00Z.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from conference.agenda import Command, PartKind, Phase
from conference.refusals import N_
from conference.screens import WORDS_LENGTH, Showing, View
from stage.bodies import Number

KEY_HEADER = "Idempotency-Key"


class RemotePress(BaseModel):
    """One press. All may be left out; `cue_id` (or the header Idempotency-Key) makes it safe to
    send it again, `revision` refuses it if the rundown is another than the one that was seen,
    `take_over` takes the buttons from whoever holds them.
    """  # noqa: D205 - one paragraph

    cue_id: Annotated[str, Field(max_length=255)] = ""
    revision: Number | None = None
    take_over: bool = False


class RemoteStep(RemotePress):
    """A press of the one big button; the end of the programme or of a sitting has to be `sure`.

    Without `sure` the same press once more, a moment later, does it.
    """

    sure: bool = False


class RemoteHold(RemotePress):
    """A hold, perhaps with the reason that stands in the minutes."""

    reason: Annotated[str, Field(max_length=300)] = ""


class RemoteMessage(BaseModel):
    """Words to who follows a view; to all staff without `to`."""

    to: View | None = None
    words: Annotated[str, Field(max_length=WORDS_LENGTH)]


class RemoteHall(BaseModel):
    """What the hall's wall shows; black has to be `sure`, as the end has."""

    showing: Showing
    sure: bool = False


class RemoteDone(BaseModel):
    """The press was carried out, or had been: `repeat`; `revision` is the rundown's now."""

    done: bool = True
    repeat: bool = False
    command: Command
    revision: int


class RemoteButtons(BaseModel):
    """The buttons were taken or given back; `buttons` is who holds them now, empty: nobody."""

    done: bool = True
    buttons: str


class RemoteSent(BaseModel):
    """The message is on the screens."""

    done: bool = True
    message_id: int


class RemoteShown(BaseModel):
    """What the wall shows; `changed` is false where it did already."""

    done: bool = True
    changed: bool
    showing: Showing


class PartNow(BaseModel):
    """A step or an entry; `left_ms` where it has minutes of its own."""

    kind: PartKind
    id: int
    title: str
    performer: str
    left_ms: int | None = None


class ItemNow(BaseModel):
    """The live item; `left_ms` is negative once it runs over, None where it has no length."""

    id: int
    number: str
    title: str
    performer: str
    left_ms: int | None
    held_since_ms: int | None
    part: PartNow | None


class StepNext(BaseModel):
    """What the one big button does now: with which item, and with which part of it."""

    command: Command
    item_id: int
    title: str
    performer: str
    part: PartNow | None


class SpokenState(BaseModel):
    """The same in words, for a key's face."""

    clock: str
    left: str
    drift: str


class RemoteState(BaseModel):
    """How the run of show stands; `drift_ms` is how much later than planned the sitting ends."""

    server_ms: int
    rehearsal: bool
    revision: int
    phase: Phase
    now: ItemNow | None
    next: StepNext | None
    drift_ms: int | None
    planned_end_ms: int | None
    expected_end_ms: int | None
    buttons: str
    """Who holds them; empty while nobody does."""
    words: SpokenState


@dataclass(frozen=True)
class RemoteRoute:
    """A route as the contract says it."""

    method: Literal["get", "post"]
    path: str
    does: str
    answer: type[BaseModel]
    body: type[BaseModel] | None = None


WHO = N_("điều khiển từ xa (mã của Ban Tổ chức)")

ROUTES = (
    RemoteRoute("get", "/api/stage/state",
        N_("Đang diễn ra, tiếp theo, còn lại, chậm hay sớm; gọi tối đa 10 lần mỗi giây."),
        RemoteState),
    RemoteRoute("post", "/api/stage/step",
        N_("Nút chính của trang điều hành: bắt đầu, phần tiếp, nội dung tiếp, tiếp tục, kết thúc."),
        RemoteDone, RemoteStep),
    RemoteRoute("post", "/api/stage/undo",
        N_("Hoàn tác lệnh gần nhất."), RemoteDone, RemotePress),
    RemoteRoute("post", "/api/stage/hold",
        N_("Tạm dừng nội dung đang diễn ra, hoặc giữ giờ bắt đầu."), RemoteDone, RemoteHold),
    RemoteRoute("post", "/api/stage/resume",
        N_("Tiếp tục sau khi tạm dừng."), RemoteDone, RemotePress),
    RemoteRoute("post", "/api/stage/buttons",
        N_("Nhận quyền điều khiển, kể cả khi người khác đang giữ."), RemoteButtons),
    RemoteRoute("post", "/api/stage/buttons/give-back",
        N_("Trả quyền điều khiển để người khác bấm được ngay."), RemoteButtons),
    RemoteRoute("post", "/api/stage/message",
        N_("Gửi lời nhắn tới màn hình nội bộ."), RemoteSent, RemoteMessage),
    RemoteRoute("post", "/api/stage/hall",
        N_("Chọn hình của màn hình hội trường: chương trình, tiêu đề, tắt đen."),
        RemoteShown, RemoteHall),
)  # fmt: skip
