"""The run of show in full: parts, skips, given time, edits and undo, who holds the buttons."""

import sqlalchemy as sa
from alembic import op

import conference.base

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NUMBERED = {"sqlite_autoincrement": True}


def upgrade() -> None:
    op.create_table(
        "agenda_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_edit")),
    )
    op.create_table(
        "buttons_held",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("since", conference.base.Moment(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_buttons_held_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buttons_held")),
    )
    with op.batch_alter_table(
        "agenda_entry", recreate="always", table_kwargs=_NUMBERED
    ) as batch_op:
        batch_op.add_column(sa.Column("length_min", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("cue_note", sa.String(length=300), nullable=False, server_default="")
        )

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("hard_start", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("protected", sa.Boolean(), nullable=False, server_default=sa.false())
        )
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
                nullable=False,
                server_default="plain",
            )
        )
        batch_op.add_column(sa.Column("measured_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("plan_ordinal", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.drop_constraint(batch_op.f("uq_agenda_item_ordinal"), type_="unique")
        batch_op.create_index(batch_op.f("ix_agenda_item_ordinal"), ["ordinal"], unique=False)
    op.execute("UPDATE agenda_item SET plan_ordinal = ordinal")

    with op.batch_alter_table("agenda_step", recreate="always", table_kwargs=_NUMBERED) as batch_op:
        batch_op.add_column(
            sa.Column("cue_note", sa.String(length=300), nullable=False, server_default="")
        )

    with op.batch_alter_table("cue", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "part_kind",
                sa.Enum("step", "entry", name="partkind", native_enum=False, length=32),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("part_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("span_ms", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("reason", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("agreed_by", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("plan", sa.JSON(), nullable=False, server_default="{}"))
