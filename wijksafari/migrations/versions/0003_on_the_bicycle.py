"""Riding groups, what happens on the evening, walk-ins, links for hosts"""

import sqlalchemy as sa
from alembic import op

from wijksafari.models.base import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "host_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=False),
        sa.Column("group_number", sa.Integer(), nullable=False),
        sa.Column("location_code", sa.String(length=60), nullable=False),
        sa.Column("arrival", UtcDateTime(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
            name=op.f("fk_host_notice_message_id_message"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_host_notice_safari_id_safari"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_notice")),
        sa.UniqueConstraint(
            "safari_id",
            "group_number",
            "location_code",
            name=op.f("uq_host_notice_safari_id_group_number_location_code"),
        ),
    )
    op.create_table(
        "riding_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tour", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("leader_name", sa.String(length=120), nullable=False),
        sa.Column("leader_phone", sa.String(length=40), nullable=False),
        sa.Column("sweeper_name", sa.String(length=120), nullable=False),
        sa.Column("sweeper_phone", sa.String(length=40), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_riding_group_number")),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_riding_group_safari_id_safari"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riding_group")),
        sa.UniqueConstraint("safari_id", "number", name=op.f("uq_riding_group_safari_id_number")),
    )
    op.create_table(
        "walk_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=False),
        sa.Column("group_number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("function", sa.String(length=20), nullable=False),
        sa.Column("practice_name", sa.String(length=120), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "function IN ('gp', 'poh_somatic', 'poh_ggz', 'poh_other', 'practice_assistant', 'other')",
            name=op.f("ck_walk_in_function"),
        ),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_walk_in_safari_id_safari"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_in")),
        sa.UniqueConstraint("safari_id", "key", name=op.f("uq_walk_in_safari_id_key")),
    )
    op.create_table(
        "ride_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=False),
        sa.Column("group_number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("location_code", sa.String(length=60), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=True),
        sa.Column("walk_in_id", sa.Integer(), nullable=True),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.Column("plan", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("undone_by", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "choice IN ('', 'shorten', 'skip', 'finish') AND (kind = 'way_on') = (choice <> '')",
            name=op.f("ck_ride_action_choice"),
        ),
        sa.CheckConstraint(
            "(kind = 'way_on') = (plan IS NOT NULL)", name=op.f("ck_ride_action_plan")
        ),
        sa.CheckConstraint(
            "(kind IN ('present', 'absent', 'left')) = (sign_up_id IS NOT NULL OR walk_in_id IS NOT NULL)",
            name=op.f("ck_ride_action_person"),
        ),
        sa.CheckConstraint(
            "kind IN ('departed', 'arrived', 'way_on', 'present', 'absent', 'left')",
            name=op.f("ck_ride_action_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_ride_action_safari_id_safari"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sign_up_id"],
            ["sign_up.id"],
            name=op.f("fk_ride_action_sign_up_id_sign_up"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_ride_action_user_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["walk_in_id"],
            ["walk_in.id"],
            name=op.f("fk_ride_action_walk_in_id_walk_in"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ride_action")),
        sa.UniqueConstraint("safari_id", "key", name=op.f("uq_ride_action_safari_id_key")),
    )
    with op.batch_alter_table("ride_action") as batch_op:
        batch_op.create_index("ix_ride_action_order", ["safari_id", "recorded_at"], unique=False)

    with op.batch_alter_table("link") as batch_op:
        batch_op.drop_constraint(op.f("ck_link_purpose"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_link_purpose"), "purpose IN ('practice', 'person', 'sign_up', 'feed', 'host')"
        )
        batch_op.add_column(
            sa.Column("location_code", sa.String(length=60), server_default="", nullable=False)
        )

    with op.batch_alter_table("safari") as batch_op:
        batch_op.add_column(
            sa.Column("group_size", sa.Integer(), server_default="14", nullable=False)
        )
        batch_op.create_check_constraint(op.f("ck_safari_group_size"), "group_size > 0")

    with op.batch_alter_table("sign_up") as batch_op:
        batch_op.add_column(sa.Column("group_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_sign_up_group_id_riding_group"),
            "riding_group",
            ["group_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:

    with op.batch_alter_table("sign_up") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_sign_up_group_id_riding_group"), type_="foreignkey")
        batch_op.drop_column("group_id")

    with op.batch_alter_table("safari") as batch_op:
        batch_op.drop_constraint(op.f("ck_safari_group_size"), type_="check")
        batch_op.drop_column("group_size")

    op.execute("DELETE FROM link WHERE purpose = 'host'")
    with op.batch_alter_table("link") as batch_op:
        batch_op.drop_constraint(op.f("ck_link_purpose"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_link_purpose"), "purpose IN ('practice', 'person', 'sign_up', 'feed')"
        )
        batch_op.drop_column("location_code")

    with op.batch_alter_table("ride_action") as batch_op:
        batch_op.drop_index("ix_ride_action_order")

    op.drop_table("ride_action")
    op.drop_table("walk_in")
    op.drop_table("riding_group")
    op.drop_table("host_notice")
