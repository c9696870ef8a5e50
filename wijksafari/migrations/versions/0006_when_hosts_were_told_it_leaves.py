"""When a host was told that a group leaves again"""

import sqlalchemy as sa
from alembic import op

from wijksafari.models.base import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("host_notice") as batch_op:
        batch_op.add_column(sa.Column("departure", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("host_notice") as batch_op:
        batch_op.drop_column("departure")
