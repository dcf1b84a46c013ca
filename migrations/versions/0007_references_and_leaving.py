"""The reference of a delivery with its calls, and indexes by which a workspace's rows are found."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

BY_TEAM = {"ix_deliveries_team": "deliveries", "ix_outbox_team": "outbox"}


def upgrade() -> None:
    op.add_column("outbox", sa.Column("reference", sa.Text()))
    for name, table in BY_TEAM.items():
        op.create_index(name, table, ["team"])


def downgrade() -> None:
    for name, table in BY_TEAM.items():
        op.drop_index(name, table)
    op.drop_column("outbox", "reference")
