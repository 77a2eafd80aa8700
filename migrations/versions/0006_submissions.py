"""What each form that was sent has become, so that one that is sent again is not recorded again."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "submissions",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("revisions", sa.JSON(), nullable=False),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "form", name="pk_submissions"),
    )
    op.create_index("ix_submissions_submitted_at", "submissions", ["submitted_at"], unique=False)


def downgrade() -> None:
    op.drop_table("submissions")
