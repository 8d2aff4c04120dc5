"""The first tables."""

import sqlalchemy as sa
from alembic import op

import conference.base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=3), nullable=False),
        sa.Column("plan", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=300), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("title_lines", sa.JSON(), nullable=False),
        sa.Column("superior_body", sa.String(length=300), nullable=False),
        sa.Column("host", sa.String(length=300), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("venue_lines", sa.JSON(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("contact", sa.String(length=300), nullable=False),
        sa.Column(
            "thermal_certificate",
            sa.Enum(
                "appointment_slip",
                "provisional_certificate",
                name="thermalcertificate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_conference_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference")),
    )
    op.create_table(
        "delegate_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("badge_word", sa.String(length=60), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegate_group")),
        sa.UniqueConstraint("name", name=op.f("uq_delegate_group_name")),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index("ix_journal_kind_id", ["kind", "id"], unique=False)

    op.create_table(
        "operator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_in_name", sa.String(length=60), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "admin",
                "reception",
                "vip_reception",
                "print",
                "stage",
                "mc",
                "backstage",
                "technician",
                "photographer",
                name="role",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator")),
        sa.UniqueConstraint("sign_in_name", name=op.f("uq_operator_sign_in_name")),
    )
    op.create_table(
        "station",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "kiosk",
                "reception",
                "screen",
                "print",
                name="stationkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("pairing_hash", sa.String(length=64), nullable=True),
        sa.Column("pairing_expires", conference.base.Moment(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("paired_at", conference.base.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
        sa.UniqueConstraint("name", name=op.f("uq_station_name")),
        sa.UniqueConstraint("pairing_hash", name=op.f("uq_station_pairing_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_station_token_hash")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
    )
    op.create_table(
        "delegate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_number", sa.String(length=12), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=900), nullable=False),
        sa.Column("accented", sa.String(length=600), nullable=False),
        sa.Column("sort_key", sa.String(length=400), nullable=False),
        sa.Column("address", sa.String(length=40), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(length=20), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed", "approved", "withdrawn", name="liststate", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.CheckConstraint("length(full_name) > 0", name=op.f("ck_delegate_named")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["delegate_group.id"], name=op.f("fk_delegate_group_id_delegate_group")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_delegate_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegate")),
        sa.UniqueConstraint("card_number", name=op.f("uq_delegate_card_number")),
    )
    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegate_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegate_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegate_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegate_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("starts_at", conference.base.Moment(), nullable=False),
        sa.Column("ends_at", conference.base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_sitting_conference_id_conference")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
        sa.UniqueConstraint("ordinal", name=op.f("uq_sitting_ordinal")),
    )
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("performer", sa.String(length=300), nullable=False),
        sa.Column("planned_start", conference.base.Moment(), nullable=False),
        sa.Column("planned_end", conference.base.Moment(), nullable=False),
        sa.Column("optional", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_agenda_item_sitting_id_sitting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("ordinal", name=op.f("uq_agenda_item_ordinal")),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("first_at", conference.base.Moment(), nullable=False),
        sa.Column("station_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_attendance_delegate_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_attendance_sitting_id_sitting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index("ix_attendance_sitting_id", ["sitting_id"], unique=False)
        batch_op.create_index(
            "uq_attendance_first_entry", ["delegate_id", "sitting_id"], unique=True
        )

    op.create_table(
        "entry_code",
        sa.Column("digits", sa.String(length=27), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "reserved", "active", "replaced", name="codestate", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_entry_code_delegate_id_delegate")
        ),
        sa.PrimaryKeyConstraint("digits", name=op.f("pk_entry_code")),
    )
    with op.batch_alter_table("entry_code", schema=None) as batch_op:
        batch_op.create_index("ix_entry_code_delegate_kind", ["delegate_id", "kind"], unique=False)

    op.create_table(
        "scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.String(length=36), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                "admitted",
                "repeat",
                "refused",
                "undecided",
                name="verdict",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
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
        sa.Column("device_at", conference.base.Moment(), nullable=True),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_scan_delegate_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_scan_sitting_id_sitting")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_scan_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
        sa.UniqueConstraint("scan_id", name=op.f("uq_scan_scan_id")),
    )
    with op.batch_alter_table("scan", schema=None) as batch_op:
        batch_op.create_index("ix_scan_delegate_id", ["delegate_id"], unique=False)

    op.create_table(
        "agenda_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("performer", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_agenda_entry_item_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_entry")),
    )
    with op.batch_alter_table("agenda_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_entry_item_id"), ["item_id"], unique=False)

    op.create_table(
        "agenda_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("performer", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_agenda_step_item_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_step")),
    )
    with op.batch_alter_table("agenda_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_step_item_id"), ["item_id"], unique=False)

    op.create_table(
        "award_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("form", sa.String(length=200), nullable=False),
        sa.Column("certificate_heading", sa.String(length=60), nullable=False),
        sa.Column("decision", sa.String(length=300), nullable=False),
        sa.Column("signer_office", sa.String(length=200), nullable=False),
        sa.Column("signer_name", sa.String(length=200), nullable=False),
        sa.Column("reader", sa.String(length=200), nullable=False),
        sa.Column("presenter", sa.String(length=200), nullable=False),
        sa.Column("flower_giver", sa.String(length=200), nullable=False),
        sa.Column("most_per_batch", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_award_block_item_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_block")),
    )
    op.create_table(
        "cue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cue_id", sa.String(length=36), nullable=False),
        sa.Column(
            "command",
            sa.Enum(
                "start",
                "next",
                "hold",
                "resume",
                "finish",
                "undo",
                name="command",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_cue_item_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cue")),
        sa.UniqueConstraint("cue_id", name=op.f("uq_cue_cue_id")),
    )
    op.create_table(
        "award_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("collective", "individual", name="recipientkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "gathering",
                "on_stage",
                "done",
                name="batchstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["block_id"], ["award_block.id"], name=op.f("fk_award_batch_block_id_award_block")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_batch")),
    )
    with op.batch_alter_table("award_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_award_batch_block_id"), ["block_id"], unique=False)

    op.create_table(
        "award_cue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cue_id", sa.String(length=36), nullable=False),
        sa.Column(
            "command",
            sa.Enum(
                "call",
                "on_stage",
                "done",
                "undo",
                name="awardcommand",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column(
            "state_before",
            sa.Enum(
                "planned",
                "gathering",
                "on_stage",
                "done",
                name="batchstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["award_batch.id"], name=op.f("fk_award_cue_batch_id_award_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_cue")),
        sa.UniqueConstraint("cue_id", name=op.f("uq_award_cue_cue_id")),
    )
    op.create_table(
        "recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("detail", sa.String(length=300), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("citation", sa.String(length=1000), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["award_batch.id"], name=op.f("fk_recipient_batch_id_award_batch")
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_recipient_delegate_id_delegate")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
    )
    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipient_delegate_id"), ["delegate_id"], unique=False)
        batch_op.create_index("uq_recipient_place", ["batch_id", "place"], unique=True)

    op.create_table(
        "print_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("badge", "certificate", name="sheetkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "claimed",
                "sending",
                "confirming",
                "printed",
                "uncertain",
                "assumed",
                "spoiled",
                "cancelled",
                name="printstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("recipient_id", sa.Integer(), nullable=True),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=27), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=True),
        sa.Column("requested_by", sa.String(length=200), nullable=False),
        sa.Column("fault", sa.String(length=300), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=True),
        sa.Column("queued_at", conference.base.Moment(), nullable=False),
        sa.Column("sent_at", conference.base.Moment(), nullable=True),
        sa.Column("ended_at", conference.base.Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_print_job_delegate_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["print_job.id"], name=op.f("fk_print_job_parent_id_print_job")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipient.id"], name=op.f("fk_print_job_recipient_id_recipient")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
        sa.UniqueConstraint(
            "kind", "delegate_id", "issue", name=op.f("uq_print_job_kind_delegate_id_issue")
        ),
        sa.UniqueConstraint(
            "kind", "recipient_id", "issue", name=op.f("uq_print_job_kind_recipient_id_issue")
        ),
        sa.UniqueConstraint("request_id", name=op.f("uq_print_job_request_id")),
    )
    with op.batch_alter_table("print_job", schema=None) as batch_op:
        batch_op.create_index("ix_print_job_queue", ["state", "priority", "id"], unique=False)
