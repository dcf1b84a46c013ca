"""The tables of decisions that a team takes, and of what each person answers."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STILL_OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    called = sa.Column("called", sa.Integer(), nullable=False, server_default=sa.text("0"))
    op.add_column("decision_numbers", called)
    op.create_table(
        "team_decisions",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("names_shown", sa.Boolean(), nullable=False),
        sa.Column("fixed", sa.Text(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True)),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("card_ts", sa.Text(), nullable=False),
        sa.Column("card_shown_at", sa.DateTime(timezone=True)),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("saved_as", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_team_decisions"),
        sa.UniqueConstraint("team", "number", name="uq_team_decisions_team_number"),
    )
    op.create_index("ix_team_decisions_team_owner", "team_decisions", ["team", "owner"])
    op.create_index("ix_team_decisions_changed_at", "team_decisions", ["changed_at"])
    op.create_index(
        "ix_team_decisions_deadline",
        "team_decisions",
        ["deadline"],
        postgresql_where=STILL_OPEN,
        sqlite_where=STILL_OPEN,
    )
    _create_answers()


def _create_answers() -> None:
    op.create_table(
        "team_answers",
        sa.Column("decision_id", ROW_ID, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("decision_id", "person", "late", name="pk_team_answers"),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["team_decisions.id"],
            name="fk_team_answers_decision_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_team_answers_team_person", "team_answers", ["team", "person"])


def downgrade() -> None:
    for table in ("team_answers", "team_decisions"):
        op.drop_table(table)
    op.drop_column("decision_numbers", "called")
