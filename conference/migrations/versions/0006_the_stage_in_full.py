"""The stage in full: screens, messages, scripts, introductions, performers, technical cues."""

import sqlalchemy as sa
from alembic import op

import conference.base

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "abbreviation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("short", sa.String(length=40), nullable=False),
        sa.Column("long", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_abbreviation")),
        sa.UniqueConstraint("short", name=op.f("uq_abbreviation_short")),
    )
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_before", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint("minutes_before", name=op.f("uq_announcement_minutes_before")),
    )
    op.create_table(
        "answered_request",
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("outcome", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_answered_request")),
    )
    op.create_table(
        "hall_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "showing",
            sa.Enum("programme", "title", "black", name="showing", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("backdrop", sa.String(length=100), nullable=False),
        sa.Column("since", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_hall_picture_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall_picture")),
    )
    op.create_table(
        "quick_text",
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_quick_text")),
    )
    op.create_table(
        "remote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("made_at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("revoked_at", conference.base.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remote")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_remote_token_hash")),
    )
    op.create_table(
        "spoken_sentence",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_spoken_sentence")),
    )
    op.create_table(
        "stage_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "to",
            sa.Enum(
                "hall",
                "lobby",
                "welcome",
                "timer",
                "mc",
                "backstage",
                "cues",
                name="view",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("sent_at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("taken_back_at", conference.base.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_message")),
    )
    op.create_table(
        "message_reading",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column(
            "view",
            sa.Enum(
                "hall",
                "lobby",
                "welcome",
                "timer",
                "mc",
                "backstage",
                "cues",
                name="view",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("read_at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["stage_message.id"],
            name=op.f("fk_message_reading_message_id_stage_message"),
        ),
        sa.PrimaryKeyConstraint("message_id", "view", name=op.f("pk_message_reading")),
    )
    op.create_table(
        "screen_view",
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column(
            "view",
            sa.Enum(
                "hall",
                "lobby",
                "welcome",
                "timer",
                "mc",
                "backstage",
                "cues",
                name="view",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("since", conference.base.Moment(), nullable=False),
        sa.Column("forgotten", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_screen_view_station_id_station")
        ),
        sa.PrimaryKeyConstraint("station_id", name=op.f("pk_screen_view")),
    )
    op.create_table(
        "announcement_made",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("minutes_before", sa.Integer(), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_announcement_made_sitting_id_sitting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_made")),
        sa.UniqueConstraint(
            "sitting_id",
            "minutes_before",
            name=op.f("uq_announcement_made_sitting_id_minutes_before"),
        ),
    )
    op.create_table(
        "guest_manner",
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.Boolean(), nullable=False),
        sa.Column("group_line", sa.String(length=200), nullable=False),
        sa.Column("of_host", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_guest_manner_delegate_id_delegate")
        ),
        sa.PrimaryKeyConstraint("delegate_id", name=op.f("pk_guest_manner")),
    )
    op.create_table(
        "introduced",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_introduced_delegate_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_introduced_sitting_id_sitting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduced")),
        sa.UniqueConstraint(
            "sitting_id", "delegate_id", name=op.f("uq_introduced_sitting_id_delegate_id")
        ),
    )
    op.create_table(
        "introduction_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("supplement_to", sa.Integer(), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_introduction_list_sitting_id_sitting")
        ),
        sa.ForeignKeyConstraint(
            ["supplement_to"],
            ["introduction_list.id"],
            name=op.f("fk_introduction_list_supplement_to_introduction_list"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_list")),
        sa.UniqueConstraint(
            "sitting_id", "number", name=op.f("uq_introduction_list_sitting_id_number")
        ),
    )
    op.create_table(
        "introduction_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name=op.f("fk_introduction_place_delegate_id_delegate"),
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_introduction_place_sitting_id_sitting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_place")),
        sa.UniqueConstraint(
            "sitting_id", "delegate_id", name=op.f("uq_introduction_place_sitting_id_delegate_id")
        ),
    )
    op.create_table(
        "performer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("part_kind", sa.String(length=10), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column(
            "does",
            sa.Enum(
                "performs",
                "chairs",
                "speaks",
                "reads",
                "presents",
                "gives_flowers",
                name="doing",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_performer_delegate_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_performer_item_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performer")),
        sa.UniqueConstraint(
            "item_id",
            "part_kind",
            "part_id",
            "delegate_id",
            name=op.f("uq_performer_item_id_part_kind_part_id_delegate_id"),
        ),
    )
    with op.batch_alter_table("performer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_performer_delegate_id"), ["delegate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_performer_item_id"), ["item_id"], unique=False)

    op.create_table(
        "script",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("part_kind", sa.String(length=10), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_script_item_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_script")),
        sa.UniqueConstraint(
            "item_id", "part_kind", "part_id", name=op.f("uq_script_item_id_part_kind_part_id")
        ),
    )
    with op.batch_alter_table("script", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_script_item_id"), ["item_id"], unique=False)

    op.create_table(
        "technical_cue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("part_kind", sa.String(length=10), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "sound", "light", "video", "setting", name="cuekind", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("length_s", sa.Integer(), nullable=True),
        sa.Column("tried_at", conference.base.Moment(), nullable=True),
        sa.Column("tried_by", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "standby",
                "running",
                "done",
                name="cuestate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("state_at", conference.base.Moment(), nullable=True),
        sa.Column("state_by", sa.String(length=200), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_technical_cue_item_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_technical_cue")),
    )
    with op.batch_alter_table("technical_cue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_technical_cue_item_id"), ["item_id"], unique=False)

    op.create_table(
        "script_past",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("script_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["script_id"], ["script.id"], name=op.f("fk_script_past_script_id_script")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_script_past")),
    )
    with op.batch_alter_table("script_past", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_script_past_script_id"), ["script_id"], unique=False)

    with op.batch_alter_table("agenda_entry", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "manner",
                sa.Enum(
                    "plain",
                    "flag_salute",
                    "anthem",
                    "silence",
                    name="manner",
                    native_enum=False,
                    length=32,
                ),
                nullable=True,
            )
        )

    with op.batch_alter_table("agenda_step", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "manner",
                sa.Enum(
                    "plain",
                    "flag_salute",
                    "anthem",
                    "silence",
                    name="manner",
                    native_enum=False,
                    length=32,
                ),
                nullable=True,
            )
        )

    with op.batch_alter_table("cue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("together", sa.String(length=36), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cue", schema=None) as batch_op:
        batch_op.drop_column("together")

    with op.batch_alter_table("agenda_step", schema=None) as batch_op:
        batch_op.drop_column("manner")

    with op.batch_alter_table("agenda_entry", schema=None) as batch_op:
        batch_op.drop_column("manner")

    with op.batch_alter_table("script_past", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_script_past_script_id"))

    op.drop_table("script_past")
    with op.batch_alter_table("technical_cue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_technical_cue_item_id"))

    op.drop_table("technical_cue")
    with op.batch_alter_table("script", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_script_item_id"))

    op.drop_table("script")
    with op.batch_alter_table("performer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_performer_item_id"))
        batch_op.drop_index(batch_op.f("ix_performer_delegate_id"))

    op.drop_table("performer")
    op.drop_table("introduction_place")
    op.drop_table("introduction_list")
    op.drop_table("introduced")
    op.drop_table("guest_manner")
    op.drop_table("announcement_made")
    op.drop_table("screen_view")
    op.drop_table("message_reading")
    op.drop_table("stage_message")
    op.drop_table("spoken_sentence")
    op.drop_table("remote")
    op.drop_table("quick_text")
    op.drop_table("hall_picture")
    op.drop_table("answered_request")
    op.drop_table("announcement")
    op.drop_table("abbreviation")
