"""The door in full: comings and goings, leave to override, kits, honoured guests, disputes."""

import sqlalchemy as sa
from alembic import op

import conference.base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "door",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("badges_admit", sa.Boolean(), nullable=False),
        sa.Column("invitations_admit", sa.Boolean(), nullable=False),
        sa.Column("preprinted", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("hall_capacity", sa.Integer(), nullable=True),
        sa.Column("support_desk", sa.String(length=60), nullable=False),
        sa.Column("greet_honoured", sa.Boolean(), nullable=False),
        sa.Column(
            "quorum_base",
            sa.Enum(
                "counted", "listed", "confirmed", name="quorumbase", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("quorum_percent", sa.Integer(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_door_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door")),
    )
    op.create_table(
        "kit_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "badge",
                "document",
                "gift",
                "money",
                "flower",
                "name_plate",
                name="itemkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("group_ids", sa.JSON(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_item")),
        sa.UniqueConstraint("name", name=op.f("uq_kit_item_name")),
    )
    op.create_table(
        "handing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("station_name", sa.String(length=100), nullable=False),
        sa.Column("signed_at", conference.base.Moment(), nullable=True),
        sa.Column("signed_by", sa.String(length=64), nullable=False),
        sa.Column("undone_at", conference.base.Moment(), nullable=True),
        sa.Column("undone_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_handing_delegate_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["kit_item.id"], name=op.f("fk_handing_item_id_kit_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handing")),
    )
    with op.batch_alter_table("handing", schema=None) as batch_op:
        batch_op.create_index(
            "uq_handing_once",
            ["delegate_id", "item_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )

    op.create_table(
        "honoured_guest",
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "expected",
                "arrived",
                "in_lounge",
                "in_hall",
                "sends_substitute",
                "not_coming",
                name="gueststate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("expected_at", conference.base.Moment(), nullable=True),
        sa.Column("state_at", conference.base.Moment(), nullable=True),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("mc_ordinal", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_honoured_guest_delegate_id_delegate")
        ),
        sa.PrimaryKeyConstraint("delegate_id", name=op.f("pk_honoured_guest")),
    )
    op.create_table(
        "override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column(
            "rule",
            sa.Enum(
                "admitted",
                "repeat",
                "not_on_list",
                "not_approved",
                "withdrawn",
                "replaced",
                "other_conference",
                "badge_not_invitation",
                "slip_not_invitation",
                "rehearsal_code",
                "real_code_in_rehearsal",
                "damaged",
                "citizen_card",
                "foreign",
                "undecided",
                name="reason",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "granted",
                "declined",
                "withdrawn",
                name="overridestate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", conference.base.Moment(), nullable=False),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("station_name", sa.String(length=100), nullable=False),
        sa.Column("decided_at", conference.base.Moment(), nullable=True),
        sa.Column("decided_by", sa.String(length=64), nullable=False),
        sa.Column("decided_words", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_override_delegate_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_override_sitting_id_sitting")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_override_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override")),
        sa.UniqueConstraint("request_id", name=op.f("uq_override_request_id")),
    )
    with op.batch_alter_table("override", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_override_delegate_id"), ["delegate_id"], unique=False)
        batch_op.create_index("ix_override_state", ["state"], unique=False)

    op.create_table(
        "place_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "seat",
                "name_plate",
                "protocol",
                "duty",
                "presenter",
                "flower_giver",
                "reader",
                "recipient",
                "performer",
                "item",
                name="placekind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column(
            "fate",
            sa.Enum(
                "keep_free",
                "give_to",
                "someone_else",
                name="placefate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("gave", sa.Boolean(), nullable=False),
        sa.Column("seat_before", sa.String(length=20), nullable=False),
        sa.Column("area_before", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("to_tell", sa.Boolean(), nullable=False),
        sa.Column("told_at", conference.base.Moment(), nullable=True),
        sa.Column("told_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_place_decision_delegate_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"],
            ["delegate.id"],
            name=op.f("fk_place_decision_substitute_id_delegate"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_decision")),
    )
    with op.batch_alter_table("place_decision", schema=None) as batch_op:
        batch_op.create_index("uq_place_decision", ["delegate_id", "place"], unique=True)

    op.create_table(
        "disputed_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("double", "would_be_refused", name="disputekind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("kept_scan_id", sa.Integer(), nullable=True),
        sa.Column("other_scan_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", conference.base.Moment(), nullable=False),
        sa.Column("settled_at", conference.base.Moment(), nullable=True),
        sa.Column("settled_by", sa.String(length=64), nullable=False),
        sa.Column("settled_words", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_disputed_entry_delegate_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["kept_scan_id"], ["scan.id"], name=op.f("fk_disputed_entry_kept_scan_id_scan")
        ),
        sa.ForeignKeyConstraint(
            ["other_scan_id"], ["scan.id"], name=op.f("fk_disputed_entry_other_scan_id_scan")
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_disputed_entry_sitting_id_sitting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputed_entry")),
        sa.UniqueConstraint("other_scan_id", name=op.f("uq_disputed_entry_other_scan_id")),
    )
    with op.batch_alter_table("disputed_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_disputed_entry_delegate_id"), ["delegate_id"], unique=False
        )

    op.create_table(
        "movement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("left", "returned", name="movementkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("station_name", sa.String(length=100), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_movement_attendance_id_attendance")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movement")),
    )
    with op.batch_alter_table("movement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_movement_attendance_id"), ["attendance_id"], unique=False
        )

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("station_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "source",
                sa.Enum(
                    "scanner",
                    "camera",
                    "name_search",
                    "card_number",
                    "citizen_card",
                    "delegation",
                    "paper",
                    "vip_reception",
                    name="scansource",
                    native_enum=False,
                    length=32,
                ),
                nullable=False,
                server_default="scanner",
            )
        )
        batch_op.add_column(
            sa.Column("by", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("left_at", conference.base.Moment(), nullable=True))
        batch_op.add_column(
            sa.Column("left_reason", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("undone_at", conference.base.Moment(), nullable=True))
        batch_op.add_column(
            sa.Column("undone_by", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("undo_reason", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_attendance_station_id_station"), "station", ["station_id"], ["id"]
        )
        batch_op.drop_index("uq_attendance_first_entry")
        batch_op.create_index(
            "uq_attendance_first_entry",
            ["delegate_id", "sitting_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )

    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("attention", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("tray", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("heads_delegation", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("request_id", sa.String(length=36), nullable=True))
        batch_op.create_index("uq_delegate_request", ["request_id"], unique=True)

    with op.batch_alter_table("delegate_group", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("colour", sa.String(length=20), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("sitting_ordinals", sa.JSON(), nullable=False, server_default="[]")
        )

    with op.batch_alter_table("operator", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("pin_hash", sa.String(length=200), nullable=False, server_default="")
        )

    with op.batch_alter_table("print_job", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("pool", sa.String(length=60), nullable=False, server_default="")
        )

    with op.batch_alter_table("scan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sequence", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "source",
                sa.Enum(
                    "scanner",
                    "camera",
                    "name_search",
                    "card_number",
                    "citizen_card",
                    "delegation",
                    "paper",
                    "vip_reception",
                    name="scansource",
                    native_enum=False,
                    length=32,
                ),
                nullable=False,
                server_default="scanner",
            )
        )
        batch_op.add_column(
            sa.Column(
                "decided_by",
                sa.Enum("server", "station", name="decidedby", native_enum=False, length=32),
                nullable=False,
                server_default="server",
            )
        )
        batch_op.add_column(
            sa.Column(
                "shown",
                sa.Enum(
                    "admitted",
                    "repeat",
                    "refused",
                    "undecided",
                    name="verdict",
                    native_enum=False,
                    length=32,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column("by", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("overrode", sa.String(length=400), nullable=False, server_default="")
        )
        batch_op.create_index("ix_scan_station_sequence", ["station_id", "sequence"], unique=False)

    with op.batch_alter_table("station", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("pool", sa.String(length=60), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column(
                "printing",
                sa.Enum(
                    "off", "once", "always", name="badgeprinting", native_enum=False, length=32
                ),
                nullable=False,
                server_default="once",
            )
        )
