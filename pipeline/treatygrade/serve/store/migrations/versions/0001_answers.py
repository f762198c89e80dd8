"""Projects, units, suggestions and responses."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _owner(name: str, key: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(key, ondelete="CASCADE"), nullable=False, index=True)


def _created() -> sa.Column[object]:
    return sa.Column("created", sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "projects",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        _created(),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "project_id", sa.Integer, sa.ForeignKey("projects.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.UniqueConstraint("project_id", "position"),
    )
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer, primary_key=True),
        _owner("unit_id", "units.id"),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        _created(),
        sa.UniqueConstraint("unit_id", "model"),
    )
    op.create_table(
        "responses",
        sa.Column("id", sa.Integer, primary_key=True),
        _owner("unit_id", "units.id"),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("grade", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        _created(),
        sa.UniqueConstraint("unit_id", "reviewer", "sequence"),
    )
