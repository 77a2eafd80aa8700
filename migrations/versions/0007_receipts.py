"""Posted answers as they were given, and what they rest on."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "receipts",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=True),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("told_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_receipts"),
    )
    op.create_index("ix_receipts_given_at", "receipts", ["given_at"], unique=False)
    op.create_table(
        "receipt_grounds",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "receipt"],
            ["receipts.workspace", "receipts.id"],
            name="fk_receipt_grounds_workspace_receipt",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "ground", "receipt", name="pk_receipt_grounds"),
    )
    op.create_index("ix_receipt_grounds_workspace_receipt", "receipt_grounds", ["workspace", "receipt"], unique=False)


def downgrade() -> None:
    op.drop_table("receipt_grounds")
    op.drop_table("receipts")
