"""A long document is made in parts: cancelled, killed or broken, it goes on where it stopped."""

from dataclasses import replace

import pytest
from pypdf import PdfReader

from printers.documents.invitations import InvitationParts, invitations_pdf
from printers.documents.parts import make_document, write_whole
from printers.documents.pictures import PictureParts
from printers.documents.words import InvitationLayout, Watch
from tests.printers.documents.conftest import FULL, many

SINGLE = InvitationLayout.SINGLE


def pdf_parts(folder, invitations, fonts, layout=SINGLE):
    return InvitationParts(folder, invitations, fonts, layout=layout, per_part=4)


def picture_parts(folder, invitations, fonts):
    return PictureParts(folder, invitations, fonts, per_part=4)


BOTH = pytest.mark.parametrize("make", [pdf_parts, picture_parts], ids=["pdf", "zip"])


class Stop:
    """Cancels after so many questions."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def files(folder):
    return {file.name: file for file in folder.rglob("part-*")}


@BOTH
def test_a_cancelled_run_keeps_its_parts_and_the_next_writes_only_the_rest(
    make, tmp_path, font_folder
):
    target, folder = tmp_path / "whole", tmp_path / "parts"
    assert not make_document(make(folder, many(10), font_folder), target, Watch(cancelled=Stop(2)))
    kept = {name: (f.read_bytes(), f.stat().st_mtime_ns) for name, f in files(folder).items()}
    assert len(kept) == 2
    assert not target.exists()

    again = make(folder, many(10), font_folder)
    assert [again.write_part(nth) for nth in range(again.count)] == [False, False, True]

    now = {name: (f.read_bytes(), f.stat().st_mtime_ns) for name, f in files(folder).items()}
    assert {name: now[name] for name in kept} == kept
    again.join(target)
    assert target.exists()


@BOTH
def test_a_resumed_document_is_the_same_as_one_made_at_once(make, tmp_path, font_folder):
    at_once, resumed = tmp_path / "at-once", tmp_path / "resumed"
    make_document(make(tmp_path / "a", many(10), font_folder), at_once, Watch())
    make_document(make(tmp_path / "b", many(10), font_folder), resumed, Watch(cancelled=Stop(1)))

    make_document(make(tmp_path / "b", many(10), font_folder), resumed, Watch())

    assert resumed.read_bytes() == at_once.read_bytes()


@BOTH
def test_a_part_that_was_left_half_written_is_never_taken(make, tmp_path, font_folder):
    parts = make(tmp_path / "parts", many(6), font_folder)
    parts.write_part(0)
    [whole] = files(tmp_path / "parts").values()
    whole.rename(whole.with_name(f"{whole.name}.unfinished"))
    half = whole.with_name(f"{whole.name}.unfinished")
    half.write_bytes(half.read_bytes()[:100])

    assert parts.write_part(0)
    assert parts.write_part(1)

    parts.join(tmp_path / "whole")
    assert (tmp_path / "whole").exists()


@BOTH
def test_a_change_of_the_list_makes_all_parts_anew(make, tmp_path, font_folder):
    people = many(6)
    make(tmp_path / "parts", people, font_folder).write_part(0)
    people[5] = replace(people[5], seat="B7")

    changed = make(tmp_path / "parts", people, font_folder)

    assert files(tmp_path / "parts") == {}
    assert changed.write_part(0)


def test_another_layout_makes_all_parts_anew(tmp_path, font_folder):
    pdf_parts(tmp_path, many(6), font_folder).write_part(0)

    four = pdf_parts(tmp_path, many(6), font_folder, InvitationLayout.FOUR)

    assert four.write_part(0)


def test_what_is_not_a_part_is_never_thrown_away(tmp_path, font_folder):
    mine = tmp_path / "parts" / "parts-of-mine"
    mine.mkdir(parents=True)

    parts = pdf_parts(tmp_path / "parts", many(1), font_folder)
    make_document(parts, tmp_path / "whole.pdf", Watch())

    assert mine.exists()


@BOTH
def test_it_cannot_be_joined_before_all_is_written(make, tmp_path, font_folder):
    parts = make(tmp_path / "parts", many(6), font_folder)
    parts.write_part(0)

    with pytest.raises(FileNotFoundError):
        parts.join(tmp_path / "whole")

    assert not (tmp_path / "whole").exists()


@BOTH
def test_progress_is_told_after_each_part(make, tmp_path, font_folder):
    told = []
    watch = Watch(progress=lambda done, total: told.append((done, total)))

    make_document(make(tmp_path / "parts", many(10), font_folder), tmp_path / "whole", watch)

    assert told == [(4, 10), (8, 10), (10, 10)]


def test_it_can_be_cancelled_before_the_last_step(tmp_path, font_folder):
    parts = pdf_parts(tmp_path / "parts", many(4), font_folder)

    assert not make_document(parts, tmp_path / "whole", Watch(cancelled=Stop(1)))
    assert len(files(tmp_path / "parts")) == 1


def test_nothing_but_the_document_is_left(tmp_path, font_folder):
    target = tmp_path / "giay-moi.pdf"

    assert invitations_pdf(target, [FULL], font_folder, layout=SINGLE)

    assert list(tmp_path.iterdir()) == [target]
    assert len(PdfReader(target).pages) == 1


def test_a_drawing_that_fails_leaves_the_older_document_as_it_was(tmp_path):
    target = tmp_path / "whole"
    target.write_text("older")

    def fail(path):
        path.write_text("half")
        raise ValueError

    with pytest.raises(ValueError):
        write_whole(target, fail)

    assert target.read_text() == "older"
