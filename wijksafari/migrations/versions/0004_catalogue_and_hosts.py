"""The catalogue's own pages: wijken, imports, referral cards, and asking hosts"""

import sqlalchemy as sa
from alembic import op

from wijksafari.models.base import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("said", sa.String(length=300), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("notices", sa.JSON(), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("beat_at", UtcDateTime(), nullable=True),
        sa.Column("written_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('csv', 'icalendar', 'osm')", name=op.f("ck_catalogue_import_kind")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'busy', 'ready', 'written', 'failed')",
            name=op.f("ck_catalogue_import_state"),
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhood.id"],
            name=op.f("fk_catalogue_import_neighbourhood_id_neighbourhood"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_import")),
    )
    with op.batch_alter_table("catalogue_import") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_catalogue_import_neighbourhood_id"), ["neighbourhood_id"], unique=False
        )

    op.create_table(
        "street_fetch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("look_up", sa.Boolean(), nullable=False),
        sa.Column("said", sa.String(length=300), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("beat_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'busy', 'done', 'failed')", name=op.f("ck_street_fetch_state")
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhood.id"],
            name=op.f("fk_street_fetch_neighbourhood_id_neighbourhood"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_street_fetch")),
    )
    with op.batch_alter_table("street_fetch") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_street_fetch_neighbourhood_id"), ["neighbourhood_id"], unique=False
        )

    op.create_table(
        "card_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=True),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("proposed_by", sa.String(length=120), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("decision", sa.String(length=8), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(decision = '') = (decided_at IS NULL)", name=op.f("ck_card_proposal_decided")
        ),
        sa.CheckConstraint(
            "decision IN ('', 'approved', 'declined')", name=op.f("ck_card_proposal_decision")
        ),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
            name=op.f("fk_card_proposal_location_id_location"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_card_proposal_safari_id_safari"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_proposal")),
    )
    with op.batch_alter_table("card_proposal") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_card_proposal_location_id"), ["location_id"], unique=False
        )

    op.create_table(
        "contact_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("function", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
            name=op.f("fk_contact_person_location_id_location"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_person")),
    )
    with op.batch_alter_table("contact_person") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_person_location_id"), ["location_id"], unique=False
        )

    op.create_table(
        "distinct_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_distinct_pair_ordered")),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["location.id"],
            name=op.f("fk_distinct_pair_first_id_location"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["location.id"],
            name=op.f("fk_distinct_pair_second_id_location"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinct_pair")),
        sa.UniqueConstraint(
            "first_id", "second_id", name=op.f("uq_distinct_pair_first_id_second_id")
        ),
    )
    with op.batch_alter_table("distinct_pair") as batch_op:
        batch_op.create_index(batch_op.f("ix_distinct_pair_second_id"), ["second_id"], unique=False)

    op.create_table(
        "import_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("item", sa.JSON(), nullable=False),
        sa.Column("choice", sa.String(length=80), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.CheckConstraint("what IN ('location', 'activity')", name=op.f("ck_import_entry_what")),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["catalogue_import.id"],
            name=op.f("fk_import_entry_import_id_catalogue_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_entry")),
        sa.UniqueConstraint(
            "import_id", "position", name=op.f("uq_import_entry_import_id_position")
        ),
    )
    with op.batch_alter_table("import_entry") as batch_op:
        batch_op.create_index("ix_import_entry_what", ["import_id", "what"], unique=False)

    op.create_table(
        "location_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
            name=op.f("fk_location_source_location_id_location"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhood.id"],
            name=op.f("fk_location_source_neighbourhood_id_neighbourhood"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location_source")),
        sa.UniqueConstraint(
            "neighbourhood_id",
            "kind",
            "key",
            name=op.f("uq_location_source_neighbourhood_id_kind_key"),
        ),
    )
    with op.batch_alter_table("location_source") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_location_source_location_id"), ["location_id"], unique=False
        )

    op.create_table(
        "location_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("gone_code", sa.String(length=60), nullable=False),
        sa.Column("gone_name", sa.String(length=120), nullable=False),
        sa.Column("merged_by", sa.String(length=120), nullable=False),
        sa.Column("merged_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
            name=op.f("fk_location_merge_location_id_location"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location_merge")),
    )
    with op.batch_alter_table("location_merge") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_location_merge_gone_code"), ["gone_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_location_merge_location_id"), ["location_id"], unique=False
        )

    op.create_table(
        "referral_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("for_whom", sa.Text(), nullable=False),
        sa.Column("not_for_whom", sa.Text(), nullable=False),
        sa.Column("offers", sa.Text(), nullable=False),
        sa.Column("ways", sa.JSON(), nullable=False),
        sa.Column("refer_phone", sa.String(length=40), nullable=False),
        sa.Column("refer_email", sa.String(length=254), nullable=False),
        sa.Column("refer_note", sa.Text(), nullable=False),
        sa.Column("who_may_refer", sa.JSON(), nullable=False),
        sa.Column("response_time", sa.String(length=120), nullable=False),
        sa.Column("cost", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("feedback", sa.String(length=300), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
            name=op.f("fk_referral_card_location_id_location"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_card")),
        sa.UniqueConstraint("location_id", name=op.f("uq_referral_card_location_id")),
    )
    op.create_table(
        "host_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=False),
        sa.Column("location_code", sa.String(length=60), nullable=False),
        sa.Column("visits", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_by", sa.String(length=120), nullable=False),
        sa.Column("other_from", sa.Time(), nullable=True),
        sa.Column("other_until", sa.Time(), nullable=True),
        sa.Column("most_people", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("calendar_email", sa.String(length=254), nullable=False),
        sa.Column("released_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(answer = '') = (answered_at IS NULL)", name=op.f("ck_host_request_answered")
        ),
        sa.CheckConstraint(
            "answer IN ('', 'yes', 'yes_but', 'no')", name=op.f("ck_host_request_answer")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
            name=op.f("fk_host_request_message_id_message"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_host_request_safari_id_safari"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_request")),
        sa.UniqueConstraint(
            "safari_id", "location_code", name=op.f("uq_host_request_safari_id_location_code")
        ),
    )
    with op.batch_alter_table("activity") as batch_op:
        batch_op.add_column(
            sa.Column("source_key", sa.String(length=255), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("source_said", sa.JSON(), server_default="{}", nullable=False)
        )
        batch_op.add_column(sa.Column("revision", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("location") as batch_op:
        batch_op.add_column(
            sa.Column("other_themes", sa.JSON(), server_default="[]", nullable=False)
        )
        batch_op.add_column(
            sa.Column("entrance", sa.String(length=300), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("bicycle_parking", sa.String(length=300), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("accessibility", sa.String(length=300), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "welzijnscoach_name", sa.String(length=120), server_default="", nullable=False
            )
        )
        batch_op.add_column(
            sa.Column(
                "welzijnscoach_email", sa.String(length=254), server_default="", nullable=False
            )
        )
        batch_op.add_column(
            sa.Column(
                "welzijnscoach_phone", sa.String(length=40), server_default="", nullable=False
            )
        )
        batch_op.add_column(sa.Column("checked_at", UtcDateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("checked_by", sa.String(length=120), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("revision", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("neighbourhood") as batch_op:
        batch_op.add_column(
            sa.Column("place", sa.String(length=200), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("boundary", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("streets_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("revision", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("safari") as batch_op:
        batch_op.add_column(
            sa.Column(
                "welzijnscoach_name", sa.String(length=120), server_default="", nullable=False
            )
        )
        batch_op.add_column(
            sa.Column(
                "welzijnscoach_phone", sa.String(length=40), server_default="", nullable=False
            )
        )
        batch_op.add_column(
            sa.Column(
                "welzijnscoach_email", sa.String(length=254), server_default="", nullable=False
            )
        )
        batch_op.add_column(sa.Column("host_note", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("definite_at", UtcDateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("definite_by", sa.String(length=120), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("definite_note", sa.Text(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("cards_sent_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("hosts_thanked_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("safari") as batch_op:
        batch_op.drop_column("hosts_thanked_at")
        batch_op.drop_column("cards_sent_at")
        batch_op.drop_column("definite_note")
        batch_op.drop_column("definite_by")
        batch_op.drop_column("definite_at")
        batch_op.drop_column("host_note")
        batch_op.drop_column("welzijnscoach_email")
        batch_op.drop_column("welzijnscoach_phone")
        batch_op.drop_column("welzijnscoach_name")

    with op.batch_alter_table("neighbourhood") as batch_op:
        batch_op.drop_column("revision")
        batch_op.drop_column("streets_at")
        batch_op.drop_column("boundary")
        batch_op.drop_column("place")

    with op.batch_alter_table("location") as batch_op:
        batch_op.drop_column("revision")
        batch_op.drop_column("checked_by")
        batch_op.drop_column("checked_at")
        batch_op.drop_column("welzijnscoach_phone")
        batch_op.drop_column("welzijnscoach_email")
        batch_op.drop_column("welzijnscoach_name")
        batch_op.drop_column("accessibility")
        batch_op.drop_column("bicycle_parking")
        batch_op.drop_column("entrance")
        batch_op.drop_column("other_themes")

    with op.batch_alter_table("activity") as batch_op:
        batch_op.drop_column("revision")
        batch_op.drop_column("source_said")
        batch_op.drop_column("source_key")

    op.drop_table("host_request")
    op.drop_table("referral_card")
    with op.batch_alter_table("location_merge") as batch_op:
        batch_op.drop_index(batch_op.f("ix_location_merge_location_id"))
        batch_op.drop_index(batch_op.f("ix_location_merge_gone_code"))

    op.drop_table("location_merge")
    with op.batch_alter_table("location_source") as batch_op:
        batch_op.drop_index(batch_op.f("ix_location_source_location_id"))

    op.drop_table("location_source")
    with op.batch_alter_table("import_entry") as batch_op:
        batch_op.drop_index("ix_import_entry_what")

    op.drop_table("import_entry")
    with op.batch_alter_table("distinct_pair") as batch_op:
        batch_op.drop_index(batch_op.f("ix_distinct_pair_second_id"))

    op.drop_table("distinct_pair")
    with op.batch_alter_table("contact_person") as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_person_location_id"))

    op.drop_table("contact_person")
    with op.batch_alter_table("card_proposal") as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_proposal_location_id"))

    op.drop_table("card_proposal")
    with op.batch_alter_table("street_fetch") as batch_op:
        batch_op.drop_index(batch_op.f("ix_street_fetch_neighbourhood_id"))

    op.drop_table("street_fetch")
    with op.batch_alter_table("catalogue_import") as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_import_neighbourhood_id"))

    op.drop_table("catalogue_import")
