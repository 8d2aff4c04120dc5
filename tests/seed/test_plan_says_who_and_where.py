"""Title lines, names, places and groups of the five plans are those of the papers themselves."""

from __future__ import annotations

import pytest

from seed.plan import load_plan, plan_names

CITY = "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG"

TITLES = {
    "so-noi-vu-2025": (
        CITY,
        "SỞ NỘI VỤ",
        "HỘI NGHỊ ĐIỂN HÌNH TIÊN TIẾN",
        "LẦN THỨ I (2025 -2030)",
        "Hải Phòng, ngày … tháng … năm 2025",
    ),
    "xa-dai-son-2025": (
        "Hội nghị tuyên dương điển hình tiên tiến xã Đại Sơn",
        "Lần thứ I (2025-2030)",
        "Đại Sơn, ngày... tháng 8 năm 2025",
    ),
    "so-khcn-2025": (
        CITY,
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "HỘI NGHỊ",
        "TUYÊN DƯƠNG ĐIỂN HÌNH TIÊN TIẾN",
        "NGÀNH KHOA HỌC VÀ CÔNG NGHỆ, LẦN THỨ I (2025 -2030)",
        "Hải Phòng, ngày … tháng 8 năm 2025",
    ),
}


@pytest.mark.parametrize("name", TITLES)
def test_title_lines_are_the_plans_with_the_day_left_blank(name):
    plan = load_plan(name)

    assert plan.title_lines == TITLES[name]
    assert plan.title_from_plan


@pytest.mark.parametrize("name", sorted(set(plan_names()) - set(TITLES)))
def test_title_lines_that_the_plan_does_not_give_are_marked_as_ours(name):
    assert not load_plan(name).title_from_plan


def test_the_form_is_not_the_name_on_the_backdrop():
    plan = load_plan("so-noi-vu-2025")

    assert plan.form == "Hội nghị tuyên dương điển hình tiên tiến"
    assert plan.name == "Hội nghị điển hình tiên tiến lần thứ I (2025-2030)"


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("so-noi-vu-2025", "lần thứ I (2025-2030)"),
        ("xa-dai-son-2025", "lần thứ I (2025-2030)"),
        ("so-khcn-2025", "lần thứ I (2025-2030)"),
        ("so-ngoai-vu-2025", ""),
        ("tp-hai-phong-2019", "Lần thứ IX (2020-2025)"),
    ],
)
def test_the_ordinal_is_text_that_nothing_is_computed_from(name, edition):
    assert load_plan(name).edition == edition


@pytest.mark.parametrize(
    ("name", "superior", "host", "level"),
    [
        ("so-noi-vu-2025", CITY, "SỞ NỘI VỤ", "upper_grassroots"),
        ("xa-dai-son-2025", CITY, "ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN", "grassroots"),
        ("so-khcn-2025", CITY, "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "upper_grassroots"),
        ("so-ngoai-vu-2025", CITY, "SỞ NGOẠI VỤ", "upper_grassroots"),
        ("tp-hai-phong-2019", "", CITY, "city"),
    ],
)
def test_the_issuer_has_two_levels_unless_it_is_the_city(name, superior, host, level):
    plan = load_plan(name)

    assert (plan.superior_body, plan.host, plan.level) == (superior, host, level)


@pytest.mark.parametrize(
    ("name", "venue"),
    [
        ("so-noi-vu-2025", ()),
        ("xa-dai-son-2025", ("Nhà Văn hóa xã Đại Sơn", "thôn Mỗ Đoạn")),
        ("so-khcn-2025", ("Hội trường tầng 1", "Sở Khoa học và Công nghệ")),
        ("so-ngoai-vu-2025", ()),
        ("tp-hai-phong-2019", ()),
    ],
)
def test_the_venue_is_only_what_the_plan_says(name, venue):
    assert load_plan(name).venue_lines == venue


@pytest.mark.parametrize(
    ("name", "duration", "sittings", "capacity"),
    [
        ("so-noi-vu-2025", "1/2 ngày (dự kiến)", 1, None),
        ("xa-dai-son-2025", "01 ngày (dự kiến)", 2, 150),
        ("so-khcn-2025", "1/2 ngày (dự kiến)", 1, None),
        ("so-ngoai-vu-2025", "", 1, None),
        ("tp-hai-phong-2019", "", 1, None),
    ],
)
def test_half_a_day_is_one_sitting_and_only_the_commune_has_a_maximum(
    name, duration, sittings, capacity
):
    plan = load_plan(name)

    assert (plan.duration, len(plan.sittings), plan.capacity) == (duration, sittings, capacity)


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("so-noi-vu-2025", ["leaders", "models", "staff"]),
        ("xa-dai-son-2025", ["guests", "leaders", "heroes", "models"]),
        (
            "so-khcn-2025",
            [
                "city",
                "leaders",
                "heads",
                "organisations",
                "models",
                "honoured",
                "office",
                "businesses",
            ],
        ),
        ("so-ngoai-vu-2025", ["followers"]),
        ("tp-hai-phong-2019", ["models"]),
    ],
)
def test_the_counted_groups_are_those_that_the_plan_names(name, groups):
    named = [one.key for one in load_plan(name).groups if one.counted and one.from_plan]

    assert named == groups


def test_guests_stand_before_their_hosts_in_the_protocol():
    groups = sorted(load_plan("so-khcn-2025").groups, key=lambda group: group.protocol_rank)

    assert [group.key for group in groups][:4] == ["city", "businesses", "leaders", "heads"]


def test_a_whole_staff_comes_as_one_group():
    whole = {name: [g.key for g in load_plan(name).groups if g.whole_unit] for name in plan_names()}

    assert whole["so-noi-vu-2025"] == ["staff"]
    assert whole["so-khcn-2025"] == ["office"]
    assert whole["xa-dai-son-2025"] == []


def test_seats_of_representatives_wait_for_a_name():
    groups = {group.key: group for group in load_plan("so-khcn-2025").groups}

    assert [seat.unit for seat in groups["city"].unnamed_seats] == [
        "Ban Thi đua - Khen thưởng thành phố",
        "Ban Thi đua - Khen thưởng thành phố",
    ]
    assert groups["businesses"].unnamed_seats[0].words.startswith("Đại diện doanh nghiệp")


def test_earlier_honours_are_kept_apart_from_those_of_the_day():
    groups = {group.key: group.merits for group in load_plan("so-khcn-2025").groups}

    assert groups["honoured"].startswith("Bằng khen của Bộ, ngành và thành phố")
    assert [key for key, merits in groups.items() if merits] == ["honoured"]


def test_the_composition_of_dai_son_is_seventy_to_thirty_and_five_concerns():
    targets = load_plan("xa-dai-son-2025").composition

    assert [(t.groups, t.share_percent) for t in targets if t.share_percent is not None] == [
        (("heroes", "models"), 70),
        (("guests", "leaders"), 30),
    ]
    assert [t.attribute for t in targets if t.share_percent is None] == [
        "direct_producer",
        "female",
        "sector",
        "field",
        "former_unit",
    ]


def test_two_conferences_held_as_one_keep_their_own_titles_and_awards():
    plan = load_plan("so-ngoai-vu-2025")
    (further,) = plan.further_titles

    assert plan.merged_with == (further.name,)
    assert further.title_lines[2] == "HỘI NGHỊ BIỂU DƯƠNG, KHEN THƯỞNG"
    assert [award.further_title for award in plan.awards] == [None, "following_uncle_ho"]
    assert [item.awards for item in plan.items if item.awards] == [
        ("models",),
        ("following_uncle_ho",),
    ]


def test_the_contact_is_a_person_where_the_plan_names_one():
    named = {name: load_plan(name).contact_person.name for name in plan_names()}

    assert {name: who for name, who in named.items() if who} == {"so-khcn-2025": "Nguyễn Thị Miền"}
