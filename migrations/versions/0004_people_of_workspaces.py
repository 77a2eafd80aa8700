"""People whom a workspace has put on record itself."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("workspace", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("people", "workspace")
