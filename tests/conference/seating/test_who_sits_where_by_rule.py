"""The rule: presidium, guests of honour, recipients, delegations together, press apart."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from conference.delegates import Duty, GroupKind
from conference.seating import (
    Block,
    Hall,
    Numbering,
    Person,
    Purpose,
    Reserve,
    SeatingRule,
    propose_seats,
    seats,
)
from tests.conference.seating.halls import delegation, leaders, one_block

RULE = SeatingRule()
TWO = Hall(
    presidium=3,
    blocks=(
        Block("Trái", (4, 4, 4), x_mm=-2000, numbering=Numbering.ODD),
        Block("Phải", (4, 4, 4), x_mm=2000, numbering=Numbering.EVEN),
    ),
)


def seated(hall: Hall, people: Sequence[Person], rule: SeatingRule = RULE) -> dict[int, str]:
    return dict(propose_seats(hall, people, rule).pairs)


def test_the_chair_sits_in_the_middle_of_the_table_and_the_presidium_beside() -> None:
    people = [
        Person(1, "Ủy viên", 1, duty=Duty.PRESIDIUM, duty_ordinal=1),
        Person(2, "Thư ký", 1, duty=Duty.SECRETARY, duty_ordinal=1),
        Person(3, "Chủ trì", 1, duty=Duty.CHAIR, duty_ordinal=1),
    ]

    given_seats = seated(TWO, people)

    assert given_seats[3] == "CT-02"
    assert given_seats[1] == "CT-01"
    assert not given_seats[2].startswith("CT")


def test_who_finds_no_place_at_the_table_sits_first_in_front() -> None:
    chairs = delegation(1, 4, duty=Duty.CHAIR)
    people = [*leaders(2, 1, protocol_rank=1), *chairs]

    given_seats = seated(TWO, people)

    assert sorted(given_seats[one.id] for one in chairs) == ["A-01", "CT-01", "CT-02", "CT-03"]


def test_guests_of_honour_sit_in_front_from_the_middle_outwards_by_protocol() -> None:
    people = [*leaders(1, 2, protocol_rank=5), *leaders(2, 2, protocol_rank=2)]

    given_seats = seated(TWO, people)

    assert given_seats == {200: "A-01", 201: "A-02", 100: "A-03", 101: "A-04"}


def test_a_duty_goes_before_others_of_the_group() -> None:
    plain, secretary = leaders(1, 1) + leaders(2, 1, duty=Duty.SECRETARY)

    given_seats = seated(TWO, [plain, secretary])

    assert (given_seats[secretary.id], given_seats[plain.id]) == ("A-01", "A-02")


def test_the_organiser_says_which_groups_sit_in_front_and_which_apart() -> None:
    people = [Person(1, "Khách", 1, group_id=7), Person(2, "Văn nghệ", 2, group_id=8)]
    rule = SeatingRule(in_front=[7], apart=[8])

    assert seated(TWO, people, rule) == {1: "A-01", 2: "C-07"}


def test_rows_kept_for_guests_of_honour_are_filled_before_others_and_by_nobody_else() -> None:
    kept = Reserve("Hàng danh dự", "Khối", 2, 2, Purpose.VIP)
    hall = one_block(3, 3, 3, reserves=(kept,))

    proposal = propose_seats(hall, [*leaders(1, 1), *delegation(2, 7)], RULE)

    seats_given = dict(proposal.pairs)
    assert seats_given[100] == "B-02"
    assert [one.id for one in proposal.unseated] == [206]
    assert sum(label.startswith("B") for label in seats_given.values()) == 1


def test_recipients_sit_in_calling_order_row_by_row_from_the_aisle() -> None:
    people = delegation(1, 6)
    order = [105, 103, 101, 100, 102, 104]

    given_seats = seated(TWO, people, SeatingRule(recipients=order))

    assert [given_seats[one] for one in order] == ["A-02", "A-04", "A-06", "A-08", "B-02", "B-04"]


def test_rows_kept_for_recipients_come_first() -> None:
    kept = Reserve("Khen thưởng", "Trái", 3, 3, Purpose.RECIPIENTS)
    hall = Hall(blocks=TWO.blocks, reserves=(kept,))

    given_seats = seated(hall, delegation(1, 5), SeatingRule(recipients=range(100, 105)))

    assert [given_seats[one] for one in range(100, 104)] == ["C-01", "C-03", "C-05", "C-07"]
    assert given_seats[104] == "A-02"


def test_press_sits_at_the_back_and_side_or_in_rows_of_its_own() -> None:
    press = delegation(1, 2, kind=GroupKind.PRESS)
    kept = Reserve("Báo chí", "Phải", 1, 1, Purpose.APART)

    assert seated(TWO, press) == {100: "C-07", 101: "C-08"}
    assert seated(Hall(blocks=TWO.blocks, reserves=(kept,)), press) == {100: "A-02", 101: "A-04"}


def test_press_leaves_the_last_seats_to_delegates() -> None:
    people = [*delegation(1, 2, kind=GroupKind.PRESS), *delegation(2, 3)]

    proposal = propose_seats(one_block(4), people, RULE)

    assert [one.id for one in proposal.unseated] == [101]


def test_who_is_called_is_not_apart_even_of_the_press() -> None:
    reporter = delegation(1, 1, kind=GroupKind.PRESS)

    assert seated(TWO, reporter, SeatingRule(recipients=[100])) == {100: "A-02"}


def test_spare_rows_are_given_out_by_hand_only() -> None:
    hall = one_block(2, 2, reserves=(Reserve("Dự phòng", "Khối", 1, 1, Purpose.SPARE),))

    proposal = propose_seats(hall, delegation(1, 3), RULE)

    assert {label[0] for _, label in proposal.pairs} == {"B"}
    assert len(proposal.unseated) == 1


def test_a_delegation_is_not_split_over_an_aisle_when_a_row_holds_it() -> None:
    hall = one_block(6, 6, aisles_after_seats=(3,))
    people = [*delegation(1, 2), *delegation(2, 3), *delegation(3, 3)]

    given_seats = seated(hall, people)

    made = {seat.label: seat for seat in seats(hall)}
    for unit in (1, 2, 3):
        stretch = {
            (made[label].row, made[label].section)
            for one, label in given_seats.items()
            if one // 100 == unit
        }
        assert len(stretch) == 1


def test_a_delegation_larger_than_a_row_leaves_nobody_alone() -> None:
    proposal = propose_seats(one_block(5, 5, 5), delegation(1, 11), RULE)

    rows = [label[0] for _, label in proposal.pairs]
    assert sorted(rows.count(row) for row in set(rows)) == [2, 4, 5]
    assert proposal.split_units == (1,)


def test_a_delegation_larger_than_a_row_takes_the_fewest_rows() -> None:
    given_seats = seated(one_block(2, 5, 5), delegation(1, 9))

    assert {label[0] for label in given_seats.values()} == {"B", "C"}


def test_a_delegation_that_no_column_holds_takes_the_longest_stretches() -> None:
    hall = one_block(6, aisles_after_seats=(2, 3))

    proposal = propose_seats(hall, delegation(1, 5), RULE)

    assert len(proposal.pairs) == 5
    assert proposal.split_units == (1,)


def test_who_has_a_seat_keeps_it_when_the_organiser_says_so() -> None:
    kept = Person(1, "Có ghế", 1, seat="C-08")
    lost = Person(2, "Ghế không còn", 1, seat="Z-99")

    given_seats = seated(TWO, [kept, lost], SeatingRule(keep=True))

    assert given_seats[1] == "C-08"
    assert given_seats[2] in {seat.label for seat in seats(TWO)}
    assert seated(TWO, [kept])[1] != "C-08"


def test_a_large_delegation_is_not_broken_up_by_small_ones_of_higher_rank() -> None:
    """By rank alone the two small ones would open both rows, and no row would be left for five."""
    small = [*delegation(1, 2, protocol_rank=1), *delegation(2, 2, protocol_rank=1)]
    people = [*small, *delegation(3, 5, protocol_rank=9)]

    proposal = propose_seats(one_block(5, 5), people, RULE)

    assert proposal.split_units == ()
    assert proposal.unseated == ()


# --- whatever the list and the hall are -------------------------------------------------------

_HALLS = st.builds(
    lambda rows, aisle, blocked, presidium: one_block(
        *rows,
        aisles_after_seats=(aisle,),
        blocked={f"{chr(65 + row)}-{seat:02d}": "khóa" for row, seat in blocked},
        presidium=presidium,
    ),
    st.lists(st.integers(1, 9), min_size=1, max_size=7),
    st.integers(1, 8),
    st.sets(st.tuples(st.integers(0, 6), st.integers(1, 9)), max_size=12),
    st.integers(0, 3),
)
_UNITS = st.lists(
    st.tuples(
        st.integers(1, 12),
        st.sampled_from([GroupKind.MODEL, GroupKind.LEADER, GroupKind.PRESS]),
        st.sampled_from([None, Duty.CHAIR, Duty.SECRETARY]),
    ),
    max_size=9,
)


def _people(units) -> list[Person]:
    return [
        person
        for nth, (count, kind, duty) in enumerate(units, start=1)
        for person in delegation(nth, count, kind=kind, duty=duty)
    ]


@given(hall=_HALLS, units=_UNITS, called=st.integers(0, 5))
def test_nobody_is_lost_no_seat_is_given_twice_and_blocked_ones_never(hall, units, called) -> None:
    people = _people(units)
    rule = SeatingRule(recipients=[one.id for one in people[:called]])

    proposal = propose_seats(hall, people, rule)

    ids = [one for one, _ in proposal.pairs]
    taken = [label for _, label in proposal.pairs]
    usable = {seat.label for seat in seats(hall) if not seat.blocked}
    assert sorted(ids + [one.id for one in proposal.unseated]) == sorted(one.id for one in people)
    assert len(set(taken)) == len(taken)
    assert set(taken) <= usable
    assert propose_seats(hall, people, rule) == proposal


@given(hall=_HALLS, units=_UNITS)
def test_nobody_stands_while_a_seat_of_the_hall_is_free(hall, units) -> None:
    people = _people(units)

    proposal = propose_seats(hall, people, RULE)

    left = {seat.label for seat in seats(hall) if not seat.blocked and seat.block}
    left -= {label for _, label in proposal.pairs}
    assert not (proposal.unseated and left)


@given(
    rows=st.integers(2, 8),
    width=st.integers(3, 9),
    sizes=st.lists(st.integers(2, 9), min_size=1, max_size=8),
)
def test_a_delegation_with_a_row_of_its_own_to_go_to_sits_side_by_side(rows, width, sizes) -> None:
    """As many rows as delegations, none longer than a row: each fits, so none is split."""
    units = [min(size, width) for size in sizes][:rows]
    people = [one for nth, size in enumerate(units, start=1) for one in delegation(nth, size)]
    hall = one_block(*[width] * rows)

    proposal = propose_seats(hall, people, RULE)

    made, given_seats = {seat.label: seat for seat in seats(hall)}, dict(proposal.pairs)
    assert proposal.split_units == ()
    for nth, size in enumerate(units, start=1):
        places = [made[given_seats[nth * 100 + one]] for one in range(size)]
        assert len({seat.row for seat in places}) == 1
        numbers = sorted(seat.number for seat in places)
        assert numbers == list(range(numbers[0], numbers[0] + size))
