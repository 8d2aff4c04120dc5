"""A waiting sheet knows its requests; a substitute may wait for a yes; a scan knows its machine."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("scan") as scan:
        scan.add_column(
            sa.Column("device", sa.String(length=36), nullable=False, server_default="")
        )
    op.create_table(
        "print_request",
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], ["print_job.id"], name=op.f("fk_print_request_job_id_print_job")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_print_request")),
    )
    op.create_index(op.f("ix_print_request_job_id"), "print_request", ["job_id"], unique=False)
    op.create_table(
        "proposed_substitute",
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["absent_id"], ["delegate.id"], name=op.f("fk_proposed_substitute_absent_id_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"],
            ["delegate.id"],
            name=op.f("fk_proposed_substitute_substitute_id_delegate"),
        ),
        sa.PrimaryKeyConstraint("substitute_id", name=op.f("pk_proposed_substitute")),
    )
    op.create_index(
        op.f("ix_proposed_substitute_absent_id"), "proposed_substitute", ["absent_id"], unique=False
    )
