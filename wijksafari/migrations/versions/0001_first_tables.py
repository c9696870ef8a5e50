"""First tables: wijk, catalogue, practices, safari, geocoder answers"""

import sqlalchemy as sa
from alembic import op

from wijksafari.models.base import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "geocode_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=20), nullable=False),
        sa.Column("query", sa.String(length=400), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("label", sa.String(length=400), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_geocode_answer")),
        sa.UniqueConstraint("provider", "query", name=op.f("uq_geocode_answer_provider_query")),
    )
    op.create_table(
        "neighbourhood",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("school_region", sa.String(length=6), nullable=False),
        sa.Column("streets", sa.String(length=120), nullable=False),
        sa.Column("meeting_name", sa.String(length=120), nullable=False),
        sa.Column("meeting_lat", sa.Double(), nullable=False),
        sa.Column("meeting_lon", sa.Double(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhood")),
        sa.UniqueConstraint("slug", name=op.f("uq_neighbourhood_slug")),
    )
    op.create_table(
        "location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.CheckConstraint("priority BETWEEN 1 AND 10", name=op.f("ck_location_priority")),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhood.id"],
            name=op.f("fk_location_neighbourhood_id_neighbourhood"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint(
            "neighbourhood_id", "code", name=op.f("uq_location_neighbourhood_id_code")
        ),
    )
    op.create_table(
        "practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("gps", sa.Integer(), nullable=False),
        sa.Column("practice_nurses", sa.Integer(), nullable=False),
        sa.CheckConstraint("gps >= 0 AND practice_nurses >= 0", name=op.f("ck_practice_numbers")),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhood.id"],
            name=op.f("fk_practice_neighbourhood_id_neighbourhood"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
        sa.UniqueConstraint(
            "neighbourhood_id", "name", name=op.f("uq_practice_neighbourhood_id_name")
        ),
    )
    op.create_table(
        "safari",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("meeting_name", sa.String(length=120), nullable=False),
        sa.Column("finish_name", sa.String(length=120), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("planner_query", sa.Text(), nullable=False),
        sa.Column("tour", sa.JSON(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhood.id"],
            name=op.f("fk_safari_neighbourhood_id_neighbourhood"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safari")),
        sa.UniqueConstraint("uid", name=op.f("uq_safari_uid")),
    )
    with op.batch_alter_table("safari", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safari_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("rrule", sa.Text(), nullable=True),
        sa.Column("first_date", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("except_dates", sa.JSON(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("in_school_holidays", sa.Boolean(), nullable=False),
        sa.Column("on_public_holidays", sa.Boolean(), nullable=False),
        sa.Column("min_visit_minutes", sa.Integer(), nullable=True),
        sa.Column("max_visit_minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('live', 'presentation')", name=op.f("ck_activity_kind")),
        sa.CheckConstraint("opens < closes", name=op.f("ck_activity_opens_before_closing")),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
            name=op.f("fk_activity_location_id_location"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_location_id"), ["location_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_location_id"))

    op.drop_table("activity")
    with op.batch_alter_table("safari", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_safari_starts_at"))

    op.drop_table("safari")
    op.drop_table("practice")
    op.drop_table("location")
    op.drop_table("neighbourhood")
    op.drop_table("geocode_answer")
