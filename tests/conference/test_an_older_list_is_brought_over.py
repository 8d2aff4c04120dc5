"""A list that the first version wrote is found, seated and addressed as one of today's."""

from __future__ import annotations

import pytest
from alembic import command
from sqlalchemy import create_engine, select, text

from conference.database import Database
from conference.delegates import AddressForm, Delegate, change_delegate, find_delegates
from conference.upgrading import alembic_config
from tests.factories import AT, BY

UNIT = "INSERT INTO unit (id, name) VALUES (1, 'Phòng Chuyển đổi số (cũ)')"
GROUP = """
    INSERT INTO delegate_group (id, ordinal, name, badge_word, counted)
    VALUES (1, 1, 'Điển hình tiên tiến', 'ĐẠI BIỂU', true)
"""
DELEGATE = text("""
    INSERT INTO delegate (id, card_number, full_name, folded, accented, sort_key, address,
                          position, unit_id, group_id, seat, state)
    VALUES (:id, :card, :name, ' old', 'old', '9', :address, '', 1, 1, :seat, :state)
""")


def older_list(url: str, *people: tuple[str, str, str, str]) -> None:
    """Make a database of the first version: name, seat, state and address of each."""
    engine = create_engine(url)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
        for statement in (UNIT, GROUP):
            connection.execute(text(statement))
        for nth, (name, seat, state, address) in enumerate(people, start=1):
            words = {"id": nth, "card": f"{nth:04d}", "name": name, "seat": seat}
            connection.execute(DELEGATE, words | {"state": state, "address": address})
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def brought_over(request, tmp_path):
    """Open a list of the first version with this one, on each of the two databases."""
    opened = Database()

    def bring(*people):
        url = f"sqlite:///{tmp_path / 'older.sqlite'}"
        if request.param == "postgresql":
            url = request.getfixturevalue("empty_postgres_url")()
        older_list(url, *people)
        opened.open(url)
        return opened

    yield bring
    opened.close()


def found(db, query):
    with db.reading() as session:
        return [one.full_name for one in session.scalars(find_delegates(query))]


def row(db, delegate_id):
    with db.reading() as session:
        return session.get_one(Delegate, delegate_id)


def test_an_older_list_is_searched_and_sorted_as_a_new_one(brought_over):
    db = brought_over(
        ("Nguyễn Thị Hoà", "A-05", "approved", "đại biểu"),
        ("Lê Văn An", "B-01", "approved", "đại biểu"),
    )

    assert found(db, "nth") == found(db, "hòa") == found(db, "a-05") == ["Nguyễn Thị Hoà"]
    assert found(db, "cu") == found(db, "") == ["Lê Văn An", "Nguyễn Thị Hoà"]


def test_who_was_withdrawn_does_not_take_the_seat_of_who_comes(brought_over):
    db = brought_over(
        ("Lê Văn An", "A-05", "withdrawn", "đại biểu"),
        ("Trần Bình", "A-05", "approved", "đại biểu"),
        ("Phạm Cường", "A-05", "approved", "đại biểu"),
    )

    with db.reading() as session:
        seats = session.scalars(select(Delegate.seat).order_by(Delegate.id)).all()
    assert seats == ["A-05", "A-05", ""]
    assert found(db, "a-05") == ["Lê Văn An", "Trần Bình"]


def test_a_form_of_address_outlives_the_next_change_of_a_word(brought_over):
    db = brought_over(
        ("Lê Thị An", "", "approved", "bà"),
        ("Trần Bình", "", "approved", "đồng chí"),
        ("Phạm Cường", "", "approved", "đại biểu"),
    )

    for one in (1, 2, 3):
        db.write(
            lambda s, one=one: change_delegate(s, one, {"position": "Chuyên viên"}, at=AT, by=BY)
        )

    assert [row(db, one).address for one in (1, 2, 3)] == ["bà", "đồng chí", "đại biểu"]
    assert row(db, 2).own_address_form is AddressForm.COMRADE
    assert row(db, 3).own_address_form is None
