"""The tables of installations, and the buckets of turns."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "installations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("app_id", sa.Text(), nullable=False),
        sa.Column("enterprise_id", sa.Text()),
        sa.Column("enterprise_name", sa.Text()),
        sa.Column("team_id", sa.Text()),
        sa.Column("team_name", sa.Text()),
        sa.Column("bot_token", sa.Text()),
        sa.Column("bot_id", sa.Text()),
        sa.Column("bot_user_id", sa.Text()),
        sa.Column("bot_scopes", sa.Text()),
        sa.Column("bot_refresh_token", sa.Text()),
        sa.Column("bot_token_expires_at", sa.DateTime()),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_installations"),
    )
    op.create_index("ix_installations_team_id", "installations", ["team_id"])
    op.create_index("ix_installations_enterprise_id", "installations", ["enterprise_id"])

    op.create_table(
        "memberships",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("enterprise", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_memberships"),
    )
    op.create_index("ix_memberships_enterprise", "memberships", ["enterprise"])

    op.create_table(
        "oauth_states",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("expire_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_oauth_states"),
        sa.UniqueConstraint("state", name="uq_oauth_states_state"),
    )

    op.create_table(
        "buckets",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("full_at", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("team", "kind", "id", name="pk_buckets"),
    )


def downgrade() -> None:
    for table in ("buckets", "oauth_states", "memberships", "installations"):
        op.drop_table(table)
