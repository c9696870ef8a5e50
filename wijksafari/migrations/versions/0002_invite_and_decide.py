"""Accounts, people, invitations, sign-ups, outbox, journal; a safari's state and agreements"""

import sqlalchemy as sa
from alembic import op

from wijksafari.models.base import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("tf_last_counter", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_account_fs_uniquifier")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "role IN ('ros_adviser', 'kwartiermaker')", name=op.f("ck_membership_role")
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhood.id"],
            name=op.f("fk_membership_neighbourhood_id_neighbourhood"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_membership_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "user_id", "neighbourhood_id", name=op.f("uq_membership_user_id_neighbourhood_id")
        ),
    )
    with op.batch_alter_table("membership") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_neighbourhood_id"), ["neighbourhood_id"], unique=False
        )

    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_user_role_role_id_role")),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_user_role_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_user_role")),
    )
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_journal_entry_safari_id_safari"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_journal_entry_user_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
    )
    with op.batch_alter_table("journal_entry") as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_safari_id"), ["safari_id"], unique=False)

    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("seed", sa.LargeBinary(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('practice', 'person', 'sign_up', 'feed')", name=op.f("ck_link_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["safari_id"], ["safari.id"], name=op.f("fk_link_safari_id_safari"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_link_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_link_token_hash")),
    )
    with op.batch_alter_table("link") as batch_op:
        batch_op.create_index(batch_op.f("ix_link_safari_id"), ["safari_id"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("batch", sa.String(length=36), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=True),
        sa.Column("practice_id", sa.Integer(), nullable=True),
        sa.Column("to_name", sa.String(length=120), nullable=False),
        sa.Column("to_email", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=250), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("next_attempt_at", UtcDateTime(), nullable=False),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("claimed_by", sa.String(length=40), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "status IN ('waiting', 'sending', 'sent', 'failed', 'bounced', 'dropped')",
            name=op.f("ck_message_status"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_message_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_message_safari_id_safari"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("message_id", name=op.f("uq_message_message_id")),
    )
    with op.batch_alter_table("message") as batch_op:
        batch_op.create_index(batch_op.f("ix_message_batch"), ["batch"], unique=False)
        batch_op.create_index("ix_message_due", ["status", "next_attempt_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_safari_id"), ["safari_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("function", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.CheckConstraint(
            "function IN ('gp', 'poh_somatic', 'poh_ggz', 'poh_other', 'practice_assistant', 'other')",
            name=op.f("ck_person_function"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_person_practice_id_practice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("practice_id", "name", name=op.f("uq_person_practice_id_name")),
    )
    op.create_table(
        "representation_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("persons_total", sa.Integer(), nullable=False),
        sa.Column("practices", sa.Integer(), nullable=False),
        sa.Column("practices_total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_representation_point_safari_id_safari"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representation_point")),
    )
    with op.batch_alter_table("representation_point") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_representation_point_safari_id"), ["safari_id"], unique=False
        )

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", UtcDateTime(), nullable=False),
        sa.Column("mailed_at", UtcDateTime(), nullable=True),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("declined_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_invitation_link_id_link")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_invitation_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_invitation_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_invitation_safari_id_safari"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("link_id", name=op.f("uq_invitation_link_id")),
    )
    with op.batch_alter_table("invitation") as batch_op:
        batch_op.create_index(
            "uq_invitation_person",
            ["safari_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_invitation_practice",
            ["safari_id", "practice_id"],
            unique=True,
            sqlite_where=sa.text("person_id IS NULL"),
            postgresql_where=sa.text("person_id IS NULL"),
        )

    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("safari_id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("function", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("queued_at", UtcDateTime(), nullable=True),
        sa.Column("offered_until", UtcDateTime(), nullable=True),
        sa.Column("consented_at", UtcDateTime(), nullable=False),
        sa.Column("bicycle", sa.String(length=12), nullable=False),
        sa.Column("diet", sa.String(length=200), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("big_number", sa.String(length=11), nullable=False),
        sa.Column("big_consented_at", UtcDateTime(), nullable=True),
        sa.Column("calendar_shift", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(status = 'offered') = (offered_until IS NOT NULL)", name=op.f("ck_sign_up_offer")
        ),
        sa.CheckConstraint(
            "bicycle IN ('', 'own', 'e_bike', 'loan', 'cannot_cycle')",
            name=op.f("ck_sign_up_bicycle"),
        ),
        sa.CheckConstraint(
            "function IN ('gp', 'poh_somatic', 'poh_ggz', 'poh_other', 'practice_assistant', 'other')",
            name=op.f("ck_sign_up_function"),
        ),
        sa.CheckConstraint(
            "status IN ('taking_part', 'waiting', 'offered', 'withdrawn')",
            name=op.f("ck_sign_up_status"),
        ),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_sign_up_link_id_link")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_sign_up_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_sign_up_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["safari_id"],
            ["safari.id"],
            name=op.f("fk_sign_up_safari_id_safari"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("link_id", name=op.f("uq_sign_up_link_id")),
        sa.UniqueConstraint("safari_id", "email_key", name=op.f("uq_sign_up_safari_id_email_key")),
    )
    with op.batch_alter_table("sign_up") as batch_op:
        batch_op.create_index(
            "ix_sign_up_queue", ["safari_id", "status", "queued_at"], unique=False
        )

    with op.batch_alter_table("practice") as batch_op:
        batch_op.add_column(
            sa.Column("contact_email", sa.String(length=254), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("removed_at", UtcDateTime(), nullable=True))

    with op.batch_alter_table("safari") as batch_op:
        batch_op.add_column(
            sa.Column("state", sa.String(length=10), nullable=False, server_default="concept")
        )
        batch_op.add_column(
            sa.Column("saved_sequence", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("organiser_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("capacity", sa.Integer(), nullable=False, server_default="14")
        )
        batch_op.add_column(sa.Column("deadline", UtcDateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("minimum_percent", sa.Integer(), nullable=False, server_default="60")
        )
        batch_op.add_column(
            sa.Column("target_percent", sa.Integer(), nullable=False, server_default="70")
        )
        batch_op.add_column(
            sa.Column("decided_by", sa.String(length=10), nullable=False, server_default="persons")
        )
        batch_op.add_column(
            sa.Column("offer_hours", sa.Integer(), nullable=False, server_default="48")
        )
        batch_op.add_column(
            sa.Column("reminder_days", sa.JSON(), nullable=False, server_default="[14, 7, 2]")
        )
        batch_op.add_column(
            sa.Column("ambassador_name", sa.String(length=120), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column(
                "ambassador_practice", sa.String(length=120), nullable=False, server_default=""
            )
        )
        batch_op.add_column(
            sa.Column("invitation_note", sa.Text(), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("agreed_revision", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("alerted_at", UtcDateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_safari_organiser_id_user_account"),
            "user_account",
            ["organiser_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_check_constraint(
            op.f("ck_safari_state"),
            "state IN ('concept', 'inviting', 'confirmed', 'cancelled', 'held')",
        )
        batch_op.create_check_constraint(
            op.f("ck_safari_decided_by"), "decided_by IN ('persons', 'practices')"
        )
        batch_op.create_check_constraint(
            op.f("ck_safari_band"),
            "0 < minimum_percent AND minimum_percent <= target_percent AND target_percent <= 100",
        )
        batch_op.create_check_constraint(
            op.f("ck_safari_places"), "capacity > 0 AND offer_hours > 0"
        )
    # So far nothing but saving raised the sequence.
    op.execute("UPDATE safari SET saved_sequence = sequence")


def downgrade() -> None:
    with op.batch_alter_table("safari") as batch_op:
        batch_op.drop_constraint(op.f("ck_safari_state"), type_="check")
        batch_op.drop_constraint(op.f("ck_safari_decided_by"), type_="check")
        batch_op.drop_constraint(op.f("ck_safari_band"), type_="check")
        batch_op.drop_constraint(op.f("ck_safari_places"), type_="check")
        batch_op.drop_constraint(
            batch_op.f("fk_safari_organiser_id_user_account"), type_="foreignkey"
        )
        batch_op.drop_column("alerted_at")
        batch_op.drop_column("agreed_revision")
        batch_op.drop_column("invitation_note")
        batch_op.drop_column("ambassador_practice")
        batch_op.drop_column("ambassador_name")
        batch_op.drop_column("reminder_days")
        batch_op.drop_column("offer_hours")
        batch_op.drop_column("decided_by")
        batch_op.drop_column("target_percent")
        batch_op.drop_column("minimum_percent")
        batch_op.drop_column("deadline")
        batch_op.drop_column("capacity")
        batch_op.drop_column("organiser_id")
        batch_op.drop_column("saved_sequence")
        batch_op.drop_column("state")

    with op.batch_alter_table("practice") as batch_op:
        batch_op.drop_column("removed_at")
        batch_op.drop_column("contact_email")

    with op.batch_alter_table("sign_up") as batch_op:
        batch_op.drop_index("ix_sign_up_queue")

    op.drop_table("sign_up")
    with op.batch_alter_table("invitation") as batch_op:
        batch_op.drop_index(
            "uq_invitation_practice",
            sqlite_where=sa.text("person_id IS NULL"),
            postgresql_where=sa.text("person_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_invitation_person",
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )

    op.drop_table("invitation")
    with op.batch_alter_table("representation_point") as batch_op:
        batch_op.drop_index(batch_op.f("ix_representation_point_safari_id"))

    op.drop_table("representation_point")
    op.drop_table("person")
    with op.batch_alter_table("message") as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_safari_id"))
        batch_op.drop_index("ix_message_due")
        batch_op.drop_index(batch_op.f("ix_message_batch"))

    op.drop_table("message")
    with op.batch_alter_table("link") as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_safari_id"))

    op.drop_table("link")
    with op.batch_alter_table("journal_entry") as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_entry_safari_id"))

    op.drop_table("journal_entry")
    op.drop_table("user_role")
    with op.batch_alter_table("membership") as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_neighbourhood_id"))

    op.drop_table("membership")
    op.drop_table("user_account")
    op.drop_table("role")
