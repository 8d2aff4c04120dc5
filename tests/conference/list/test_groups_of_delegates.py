"""A group's words and rules change for all who are in it."""

from __future__ import annotations

import pytest

from conference.delegates import (
    AddressForm,
    DelegateGroup,
    GroupNameMissing,
    GroupNameTaken,
    all_groups,
    change_group,
)
from conference.refusals import NotFound
from tests.conference.list.acting import add_one, do, facts, row
from tests.factories import GROUP, GUESTS


@pytest.fixture
def group_id(db):
    """The group that counts."""
    with db.reading() as session:
        return next(group.id for group in all_groups(session) if group.name == GROUP)


def change(db, group_id, **changes):
    return do(db, change_group, group_id, changes)


def test_a_new_form_of_address_reaches_all_who_have_no_own(db, group_id):
    an = add_one(db)
    binh = add_one(db, "Trần Bình", own_address_form=AddressForm.VERBATIM, own_address="Thượng tọa")

    assert change(db, group_id, address_form=AddressForm.COMRADE) == ["address_form"]

    assert row(db, an).address == "đồng chí"
    assert row(db, binh).address == "Thượng tọa"
    assert facts(db, "GroupChanged") == [{"group_id": group_id, "columns": ["address_form"]}]


def test_only_what_differs_is_changed(db, group_id):
    assert change(db, group_id, name=f" {GROUP}", most=150, counted=True, kind="staff") == ["most"]
    assert change(db, group_id, most=150) == []
    with db.reading() as session:
        assert session.get_one(DelegateGroup, group_id).most == 150


def test_a_group_has_a_name_of_its_own_and_a_word_for_the_badge(db, group_id):
    for changes, refusal in (
        ({"name": " "}, GroupNameMissing),
        ({"badge_word": ""}, GroupNameMissing),
        ({"name": GUESTS}, GroupNameTaken),
    ):
        with pytest.raises(refusal):
            change(db, group_id, **changes)
    with pytest.raises(NotFound):
        change(db, 99, name="Báo chí")
