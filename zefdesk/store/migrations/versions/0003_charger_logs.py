"""Charger logs: their messages, what they tell of sessions, meter values, sums; findings about files and chargers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add columns and tables."""
    op.add_column("import", sa.Column("parts", sa.Text(), nullable=True))
    with op.batch_alter_table("finding") as finding:
        finding.add_column(sa.Column("charger", sa.Text(), nullable=True))
        finding.add_column(sa.Column("import_id", sa.Integer(), nullable=True))
        finding.create_foreign_key("finding_import", "import", ["import_id"], ["id"])
    op.create_table(
        "log_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("charger", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("log_message_charger", "log_message", ["charger", "import_id"], unique=False)
    op.create_table(
        "trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charger", sa.Text(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=True),
        sa.Column("connector", sa.Text(), nullable=True),
        sa.Column("transaction_id", sa.Text(), nullable=True),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("trace_charger", "trace", ["charger", "began"], unique=False)
    op.create_index("trace_session", "trace", ["session_id"], unique=False)
    op.create_table(
        "trace_samples",
        sa.Column("trace_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"]),
        sa.ForeignKeyConstraint(["trace_id"], ["trace.id"]),
        sa.PrimaryKeyConstraint("trace_id", "import_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("trace_samples_import", "trace_samples", ["import_id"], unique=False)
    op.create_table(
        "log_summary",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"]),
        sa.PrimaryKeyConstraint("import_id"),
    )
