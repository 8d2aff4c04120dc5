"""Invitations as one PDF, or as pictures in a zip; a stopped job goes on from its parts."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from admin.invitation_list import Wanted
from admin.invitation_stamp import MADE, invitation_stamp
from conference.refusals import N_, Refusal
from printers.documents.invitations import invitations_pdf
from printers.documents.pictures import invitations_zip
from printers.documents.words import InvitationLayout, InvitationWords, Watch
from server.dress import Assets
from server.invitation_words import invitation_words
from server.work.job import Job, JobCancelled

PICTURES = "pictures"
_FILE_NAMES = {
    InvitationLayout.SINGLE: "giay-moi-A5.pdf",
    InvitationLayout.FOUR: "giay-moi-4-tren-A4.pdf",
}


class NobodyInvited(Refusal):
    """Of those who were asked for, nobody is approved and has a code."""

    code = "nobody_invited"
    sentence = N_(
        "Chưa có giấy mời nào để tạo: các đại biểu này chưa được duyệt hoặc chưa được cấp mã. Vui "
        "lòng duyệt danh sách, cấp mã rồi tạo lại."
    )


def run(job: Job) -> str:
    """Make the document that the job asks for."""
    with job.database() as db, db.reading() as session:
        words = invitation_words(session, _chosen(session, job.params))
        stamp = invitation_stamp(session)
    if not words:
        raise NobodyInvited
    made = {"stamp": stamp, "count": len(words)}
    (job.folder / MADE).write_text(json.dumps(made), encoding="utf-8")
    layout = InvitationLayout(job.params.get("layout", InvitationLayout.FOUR))
    name = "giay-moi-anh.zip" if job.kind == PICTURES else _FILE_NAMES[layout]
    job.progress(0, len(words))
    if not _make(job, job.folder / name, words, layout):
        raise JobCancelled
    return name


def _make(job: Job, target: Path, words: list[InvitationWords], layout: InvitationLayout) -> bool:
    watch, fonts = Watch(job.progress, lambda: job.cancelled), Assets().fonts
    if job.kind == PICTURES:
        return invitations_zip(target, words, fonts, watch=watch)
    return invitations_pdf(target, words, fonts, layout=layout, watch=watch)


def _chosen(session: Session, params: Mapping[str, Any]) -> Collection[int]:
    """Give the delegates that were picked, or those that the filters let through."""
    if params.get("delegate_ids"):
        return [int(one) for one in params["delegate_ids"]]
    question = Wanted.of(params.get("filters", {})).question()
    return [delegate.id for delegate in session.scalars(question)]
