"""Admins that a workspace has named, and its settings."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "named_admins",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("named_by", sa.Text(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "user", name="pk_named_admins"),
    )
    op.create_table(
        "workspace_settings",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("announcements", sa.Text(), nullable=False),
        sa.Column("default_organization", sa.Text(), nullable=False),
        sa.Column("answers_in_public", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_workspace_settings"),
    )


def downgrade() -> None:
    op.drop_table("workspace_settings")
    op.drop_table("named_admins")
