"""The approved list as the office keeps it: plans, groups, units, versions, invitations, seats."""

import sqlalchemy as sa
from alembic import op

import conference.base
from conference.delegates.searching import indexed

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SEATED_TWICE = """
    UPDATE delegate SET seat = '' WHERE seat <> '' AND state <> 'withdrawn' AND id NOT IN (
        SELECT MIN(id) FROM delegate WHERE seat <> '' AND state <> 'withdrawn' GROUP BY seat)
"""
_GIVEN = "UPDATE delegate SET unit_as_given = (SELECT name FROM unit WHERE unit.id = unit_id)"
_COMRADES = "UPDATE delegate SET own_address_form = 'comrade' WHERE address = 'đồng chí'"
_ADDRESSED = """
    UPDATE delegate SET own_address_form = 'verbatim', own_address = address
    WHERE address NOT IN ('đồng chí', 'đại biểu')
"""
"""Groups have a form of address now; whoever was addressed otherwise keeps the own one."""
_WORDS = """
    SELECT delegate.id AS id, full_name, card_number, seat, unit.name AS unit
    FROM delegate JOIN unit ON unit.id = delegate.unit_id
"""
_INDEX = """
    UPDATE delegate SET folded = :folded, accented = :accented, sort_key = :sort_key WHERE id = :id
"""


def _index_again() -> None:
    """Let the list be searched by seat, tone and bracket, as rows that are written now are."""
    found = op.get_bind().execute(sa.text(_WORDS)).all()
    rows = [
        {"id": row.id}
        | indexed(row.full_name, unit=row.unit, card_number=row.card_number, seat=row.seat)
        for row in found
    ]
    if rows:
        op.get_bind().execute(sa.text(_INDEX), rows)


def upgrade() -> None:
    op.execute(_SEATED_TWICE)
    op.create_table(
        "hall_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_hall_plan_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall_plan")),
    )
    op.create_table(
        "header_mapping",
        sa.Column("header_key", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("header_key", name=op.f("pk_header_mapping")),
    )
    op.create_table(
        "imported_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_file")),
        sa.UniqueConstraint("import_id", name=op.f("uq_imported_file_import_id")),
    )
    with op.batch_alter_table("imported_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imported_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "list_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("locked_at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_version")),
        sa.UniqueConstraint("number", name=op.f("uq_list_version_number")),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "task",
                "milestone",
                "report",
                "readiness",
                name="taskkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("title", sa.String(length=600), nullable=False),
        sa.Column("area", sa.String(length=100), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "bound",
            sa.Enum("before", "on_or_before", name="bound", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("due_text", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column(
            "gate",
            sa.Enum(
                "evening_before",
                "hour_before",
                "ten_minutes_before",
                name="gate",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("done_at", conference.base.Moment(), nullable=True),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_table(
        "unit_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_alias_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_alias")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_alias_name")),
    )
    with op.batch_alter_table("unit_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_alias_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "duty_holder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column(
            "duty",
            sa.Enum(
                "chair",
                "presidium",
                "secretary",
                "organiser",
                name="duty",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_duty_holder_delegate_id_delegate")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_holder")),
    )
    with op.batch_alter_table("duty_holder", schema=None) as batch_op:
        batch_op.create_index("uq_duty_holder", ["delegate_id", "duty"], unique=True)

    op.create_table(
        "invitation",
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", conference.base.Moment(), nullable=True),
        sa.Column("sent_by", sa.String(length=100), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column(
            "reply",
            sa.Enum(
                "none",
                "confirmed",
                "substitute",
                "absent",
                name="reply",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reply_words", sa.Text(), nullable=False),
        sa.Column("replied_at", conference.base.Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_invitation_delegate_id_delegate")
        ),
        sa.PrimaryKeyConstraint("delegate_id", name=op.f("pk_invitation")),
    )
    op.create_table(
        "nominee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("collective", "individual", name="nomineekind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("ratings", sa.JSON(), nullable=False),
        sa.Column("works", sa.JSON(), nullable=False),
        sa.Column("confirmed", sa.JSON(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_nominee_delegate_id_delegate")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_nominee_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominee")),
    )
    with op.batch_alter_table("nominee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nominee_delegate_id"), ["delegate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nominee_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "substitution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=120), nullable=False),
        sa.Column("approver", sa.String(length=200), nullable=False),
        sa.Column("at", conference.base.Moment(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["absent_id"], ["delegate.id"], name=op.f("fk_substitution_absent_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["delegate.id"], name=op.f("fk_substitution_substitute_id_delegate")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
        sa.UniqueConstraint("substitute_id", name=op.f("uq_substitution_substitute_id")),
    )
    with op.batch_alter_table("substitution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_substitution_absent_id"), ["absent_id"], unique=False)

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("length_min", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("vote", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("from_plan", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(
            sa.Column("cue_note", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.alter_column("planned_start", nullable=True)
        batch_op.alter_column("planned_end", nullable=True)

    with op.batch_alter_table("conference", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "level",
                sa.Enum(
                    "grassroots",
                    "upper_grassroots",
                    "city",
                    name="level",
                    native_enum=False,
                    length=32,
                ),
                nullable=False,
                server_default="upper_grassroots",
            )
        )
        batch_op.add_column(
            sa.Column("duration", sa.String(length=100), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("presided_by", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("invitation_notes", sa.JSON(), nullable=False, server_default="[]")
        )
        batch_op.add_column(
            sa.Column("signer_office", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("signer_name", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("seats_numbered", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(
            sa.Column("kept_fields", sa.JSON(), nullable=False, server_default="[]")
        )
        batch_op.add_column(
            sa.Column("further_titles", sa.JSON(), nullable=False, server_default="[]")
        )
        batch_op.add_column(
            sa.Column("composition", sa.JSON(), nullable=False, server_default="[]")
        )
        batch_op.add_column(sa.Column("criteria", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("dossier", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("plan_words", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("named", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(
            sa.Column("namesake_mark", sa.String(length=10), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("honorific", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column(
                "own_address_form",
                sa.Enum(
                    "comrade",
                    "mr_ms",
                    "delegate",
                    "verbatim",
                    name="addressform",
                    native_enum=False,
                    length=32,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column("own_address", sa.String(length=60), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("unit_as_given", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("area", sa.String(length=60), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("supplement", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("approver", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("approval_reason", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("withdrawal_reason", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column(
                "sex",
                sa.Enum("male", "female", "unknown", name="sex", native_enum=False, length=32),
                nullable=False,
                server_default="unknown",
            )
        )
        batch_op.add_column(sa.Column("birth_year", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("birth_date", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("phone", sa.String(length=30), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("email", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("citizen_number", sa.String(length=12), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("ethnicity", sa.String(length=60), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("party_member", sa.Boolean(), nullable=True))
        batch_op.add_column(
            sa.Column("education", sa.String(length=120), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("political_theory", sa.String(length=120), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("direct_producer", sa.Boolean(), nullable=True))
        batch_op.add_column(
            sa.Column("sector", sa.String(length=120), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("merits", sa.String(length=1000), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("note", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.create_index(
            "uq_delegate_seat",
            ["seat"],
            unique=True,
            sqlite_where=sa.text("seat <> '' AND state <> 'withdrawn'"),
            postgresql_where=sa.text("seat <> '' AND state <> 'withdrawn'"),
        )

    with op.batch_alter_table("delegate_group", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("key", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column(
                "kind",
                sa.Enum(
                    "model",
                    "guest",
                    "leader",
                    "staff",
                    "business",
                    "veteran",
                    "press",
                    "service",
                    name="groupkind",
                    native_enum=False,
                    length=32,
                ),
                nullable=False,
                server_default="guest",
            )
        )
        batch_op.add_column(sa.Column("most", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "address_form",
                sa.Enum(
                    "comrade",
                    "mr_ms",
                    "delegate",
                    "verbatim",
                    name="addressform",
                    native_enum=False,
                    length=32,
                ),
                nullable=False,
                server_default="delegate",
            )
        )
        batch_op.add_column(
            sa.Column("protocol_rank", sa.Integer(), nullable=False, server_default="50")
        )

    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("allotted", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("receiver", sa.String(length=200), nullable=False, server_default="")
        )

    for statement in (_GIVEN, _COMRADES, _ADDRESSED):
        op.execute(statement)
    _index_again()
