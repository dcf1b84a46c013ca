"""The tables of decisions, of the knowledge that they rest on, and of their reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "knowledge_snapshots",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_knowledge_snapshots"),
    )
    op.create_table(
        "decision_numbers",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_decision_numbers"),
    )
    _create_decisions()
    _create_reviews()


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("wanted_title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voices", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("supersedes_id", ROW_ID),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.ForeignKeyConstraint(
            ["version"], ["knowledge_snapshots.version"], name="fk_decisions_version"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["decisions.id"],
            name="fk_decisions_supersedes_id",
            ondelete="SET NULL",
        ),
        sa.UniqueConstraint("supersedes_id", name="uq_decisions_supersedes_id"),
        sa.UniqueConstraint("team", "number", name="uq_decisions_team_number"),
    )
    op.create_index("ix_decisions_team_owner", "decisions", ["team", "owner"])
    op.create_index("ix_decisions_version", "decisions", ["version"])


def _create_reviews() -> None:
    op.create_table(
        "decision_reviews",
        sa.Column("decision_id", ROW_ID, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("margin", sa.Float(), nullable=False),
        sa.Column("flip", sa.Text()),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("decision_id", "version", name="pk_decision_reviews"),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name="fk_decision_reviews_decision_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_decision_reviews_team", "decision_reviews", ["team"])


def downgrade() -> None:
    for table in ("decision_reviews", "decisions", "decision_numbers", "knowledge_snapshots"):
        op.drop_table(table)
