"""Admins that a workspace has named, its settings, and what its members have suggested."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
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
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('proposed', 'approved', 'rejected')", name="ck_suggestions_state"),
        sa.CheckConstraint("(state = 'proposed') = (decided_by IS NULL)", name="ck_suggestions_decided_by"),
        sa.CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="ck_suggestions_decided_at"),
        sa.CheckConstraint("(state = 'approved') = (fact IS NOT NULL)", name="ck_suggestions_fact"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
    )
    op.create_index("ix_suggestions_workspace_state", "suggestions", ["workspace", "state"], unique=False)
    op.create_index("ix_suggestions_workspace_proposed_by", "suggestions", ["workspace", "proposed_by"], unique=False)


def downgrade() -> None:
    op.drop_table("suggestions")
    op.drop_table("workspace_settings")
    op.drop_table("named_admins")
