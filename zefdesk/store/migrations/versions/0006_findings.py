"""Findings keep their evidence, are set aside and noted, and are looked for again where something changed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add columns and tables."""
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=True),
        sa.Column("charger", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("aside", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("judgement_key", "judgement", ["key", "code"], unique=False)
    op.create_index("judgement_code", "judgement", ["code"], unique=False)
    with op.batch_alter_table("finding") as finding:
        finding.add_column(sa.Column("evidence", sa.Text(), server_default="", nullable=False))
        finding.add_column(sa.Column("other_id", sa.Integer(), nullable=True))
        finding.add_column(sa.Column("aside_id", sa.Integer(), nullable=True))
        finding.create_foreign_key("finding_aside", "judgement", ["aside_id"], ["id"])
    op.create_table(
        "unlooked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=True),
        sa.Column("last", sa.BigInteger(), nullable=True),
        sa.Column("charger", sa.Text(), nullable=True),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "threshold",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
