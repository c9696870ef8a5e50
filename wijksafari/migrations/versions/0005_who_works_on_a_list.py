"""Who does work in the background, the file it is about, and which list told of what"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WORK = ("catalogue_import", "street_fetch")


def upgrade() -> None:
    for table in _WORK:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(
                sa.Column("worker", sa.String(length=32), server_default="", nullable=False)
            )
    with op.batch_alter_table("location_source") as batch_op:
        batch_op.add_column(
            sa.Column("list_id", sa.String(length=32), server_default="", nullable=False)
        )
    with op.batch_alter_table("activity") as batch_op:
        batch_op.add_column(
            sa.Column("source_list_id", sa.String(length=32), server_default="", nullable=False)
        )
    op.create_table(
        "import_file",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["catalogue_import.id"],
            name=op.f("fk_import_file_import_id_catalogue_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_import_file")),
    )


def downgrade() -> None:
    # Without its file a list that was not read yet would be taken for a search of the map.
    op.execute(
        "DELETE FROM catalogue_import WHERE id IN (SELECT import_id FROM import_file)"
        " AND id NOT IN (SELECT import_id FROM import_entry)"
    )
    op.drop_table("import_file")
    with op.batch_alter_table("activity") as batch_op:
        batch_op.drop_column("source_list_id")
    with op.batch_alter_table("location_source") as batch_op:
        batch_op.drop_column("list_id")
    for table in _WORK:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("worker")
