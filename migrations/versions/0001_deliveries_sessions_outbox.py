"""The tables of a turn: deliveries, sessions and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WAITING = sa.text("sent_at IS NULL AND dead_at IS NULL")
SENT = sa.text("sent_at IS NOT NULL")
DEAD = sa.text("dead_at IS NOT NULL")
ANSWER = sa.text("answers IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_taken_at", "deliveries", ["taken_at"])

    op.create_table(
        "sessions",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team", "channel", "thread", "person", name="pk_sessions"),
    )

    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("body", sa.Text()),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("lease_owner", sa.Text()),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("dead_at", sa.DateTime(timezone=True)),
        sa.Column("error", sa.Text()),
        sa.Column("answers", sa.Text()),
        sa.Column("posted_channel", sa.Text()),
        sa.Column("posted_ts", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    _index("ix_outbox_due", ["due_at", "id"], WAITING)
    _index("ix_outbox_lane", ["team", "lane", "id"], WAITING)
    _index("ix_outbox_sent_at", ["sent_at"], SENT)
    _index("ix_outbox_dead_at", ["dead_at"], DEAD)
    _index("ix_outbox_answers", ["answers"], ANSWER)


def _index(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, "outbox", columns, postgresql_where=where, sqlite_where=where)


def downgrade() -> None:
    op.drop_table("outbox")
    op.drop_table("sessions")
    op.drop_table("deliveries")
