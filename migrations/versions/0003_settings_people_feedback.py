"""The tables of what people choose, whom StackPick has met, and what they think of its answers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

OF_A_PERSON = sa.text("person != ''")


def upgrade() -> None:
    op.create_table(
        "settings",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team", "channel", "name", name="pk_settings"),
    )
    op.create_table(
        "people",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("welcomed_at", sa.DateTime(timezone=True)),
        sa.Column("opened_home_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("team", "person", name="pk_people"),
    )
    op.create_table(
        "feedback",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team", "person", "message", name="pk_feedback"),
    )
    op.create_index("ix_feedback_given_at", "feedback", ["given_at"])
    op.create_index(
        "ix_sessions_person",
        "sessions",
        ["team", "person"],
        postgresql_where=OF_A_PERSON,
        sqlite_where=OF_A_PERSON,
    )


def downgrade() -> None:
    op.drop_index("ix_sessions_person", "sessions")
    op.drop_table("feedback")
    op.drop_table("people")
    op.drop_table("settings")
