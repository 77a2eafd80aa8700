"""The messages in which workspaces were told of their facts, so that these can be corrected with the facts."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "revision", name="pk_announcements"),
    )
    op.create_index(
        "ix_announcements_workspace_channel_ts", "announcements", ["workspace", "channel", "ts"], unique=False
    )


def downgrade() -> None:
    op.drop_table("announcements")
