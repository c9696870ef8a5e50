"""Migrations, up and down, with data in every table."""

from typing import Any

import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, MetaData, String, Table, insert, inspect, select
from sqlalchemy.orm import Session

from tests.first_revision import FIRST, MOMENT
from tests.worlds import (
    ACTOR,
    NOW,
    POST,
    create_invitation,
    create_location,
    create_person,
    create_practice,
    create_riding_group,
    create_safari,
    create_sign_up,
    create_user,
    rows,
)
from wijksafari.database import Database, _alembic
from wijksafari.models import (
    Base,
    CardProposal,
    CatalogueImport,
    ContactPerson,
    DistinctPair,
    HostNotice,
    HostRequest,
    ImportEntry,
    ImportFile,
    LocationMerge,
    LocationSource,
    Practice,
    ReferralCard,
    RepresentationPoint,
    Safari,
    SignUp,
    StreetFetch,
)
from wijksafari.render.letter import Letter
from wijksafari.services.journal import note
from wijksafari.services.mail.post import Address, Mail
from wijksafari.services.riding.log import NewAction, record
from wijksafari.services.riding.walk_ins import NewWalkIn, add_walk_in


@pytest.fixture
def first(database: Database) -> Database:
    """A database at the first revision, with a row in every table."""
    database.downgrade("0001")
    with database.engine.begin() as connection:
        tables = _tables(connection)
        assert tables.keys() - {"alembic_version"} == FIRST.keys()
        for name, row in FIRST.items():
            connection.execute(insert(tables[name]).values(row))
    return database


def _tables(connection: Connection) -> dict[str, Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return dict(metadata.tables)


def _kept(database: Database) -> dict[str, dict[str, Any]]:
    """What the first revision's tables hold, in the columns it had."""
    with database.engine.connect() as connection:
        tables = _tables(connection)
        return {
            name: dict(
                connection.execute(select(*(tables[name].c[column] for column in row)))
                .mappings()
                .one()
            )
            for name, row in FIRST.items()
        }


def _fill_what_came_later(session: Session) -> None:
    create_user(session, role="administrator")
    adviser = create_user(session)
    practice = create_practice(session)
    safari = create_safari(session, organiser=adviser)
    person = create_person(session, practice)
    create_invitation(session, safari, practice)
    create_invitation(session, safari, person=person)
    create_sign_up(session, safari, practice, person_id=person.id)
    letter = Letter(subject="Hallo", text="Hallo", html="<p>Hallo</p>")
    mail = Mail(
        kind="invitation",
        to=Address("Carla", "carla@voorbeeld.test"),
        letter=letter,
        safari_id=safari.id,
        practice_id=practice.id,
    )
    POST.put(session, mail, NOW)
    note(session, safari, "step", "De uitnodiging is open.", actor=ACTOR, now=NOW)
    session.add(
        RepresentationPoint(
            safari_id=safari.id, at=NOW, persons=1, persons_total=3, practices=1, practices_total=1
        )
    )
    _fill_the_ride(session, safari, practice)
    _fill_the_catalogue(session, safari)


def _fill_the_ride(session: Session, safari: Safari, practice: Practice) -> None:
    group = create_riding_group(session, safari)
    create_sign_up(session, safari, practice, group=group)
    POST.links.new(session, "host", NOW, safari_id=safari.id, location_code="linde")
    walk_in = NewWalkIn(key="w1", group=1, name="Wim", function="gp")
    add_walk_in(session, safari, walk_in, now=safari.starts_at)
    present = NewAction(key="a1", kind="present", group=1, at=safari.starts_at, person="ww1")
    record(session, safari, present, actor=ACTOR, now=safari.starts_at)
    heard = HostNotice(safari_id=safari.id, group_number=1, location_code="linde", told_at=NOW)
    heard.arrival, heard.departure = NOW, NOW
    session.add(heard)


def _fill_the_catalogue(session: Session, safari: Safari) -> None:
    one, other = (create_location(session) for _ in range(2))
    batch = CatalogueImport(
        neighbourhood_id=one.neighbourhood_id, kind="csv", name="lijst.csv", asked_at=NOW
    )
    batch.entries.append(ImportEntry(position=1, what="location", item={"name": "De Linde"}))
    session.add(batch)
    session.flush()
    session.add_all(
        (
            ImportFile(import_id=batch.id, content=b"<osm/>"),
            StreetFetch(neighbourhood_id=one.neighbourhood_id, asked_at=NOW),
            ContactPerson(location_id=one.id, name="Greet"),
            LocationSource(
                neighbourhood_id=one.neighbourhood_id, location_id=one.id, kind="csv", key="a"
            ),
            DistinctPair(first_id=one.id, second_id=other.id),
            LocationMerge(
                location_id=one.id,
                gone_code="b",
                gone_name="De Linde",
                merged_by="Anne",
                merged_at=NOW,
            ),
            ReferralCard(location_id=one.id, for_whom="Wie eenzaam is"),
            CardProposal(location_id=one.id, safari_id=safari.id, values={}, proposed_at=NOW),
            HostRequest(safari_id=safari.id, location_code=one.code, visits=[], asked_at=NOW),
        )
    )


def _assert_the_schema_is_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        command.check(_alembic(connection))


def test_the_migrations_make_just_the_tables_the_models_describe(database: Database) -> None:
    _assert_the_schema_is_the_models(database)


def test_nothing_is_left_at_the_bottom(database: Database) -> None:
    database.downgrade("base")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    database.upgrade()
    _assert_the_schema_is_the_models(database)


def test_an_upgrade_keeps_every_row_and_fills_in_what_is_new(first: Database) -> None:
    before = _kept(first)
    first.upgrade()
    assert _kept(first) == before
    with first.reading() as session:
        safari = session.scalars(select(Safari)).one()
        assert (safari.state, safari.capacity, safari.offer_hours) == ("concept", 14, 48)
        assert (safari.minimum_percent, safari.target_percent) == (60, 70)
        assert (safari.decided_by, safari.reminder_days) == ("persons", [14, 7, 2])
        assert (safari.starts_at, safari.tour) == (MOMENT, {"stops": ["linde"]})


def test_the_way_back_loses_only_what_came_later(first: Database) -> None:
    before = _kept(first)
    first.upgrade()
    with first.writing.begin() as session:
        _fill_what_came_later(session)
        for table in Base.metadata.tables.values():
            assert session.execute(select(table)).first() is not None, table.name
    first.downgrade("0001")
    with first.engine.connect() as connection:
        tables = _tables(connection)
        assert tables.keys() - {"alembic_version"} == FIRST.keys()
        ids = {name: connection.scalars(select(tables[name].c.id)).all() for name in FIRST}
    assert ids["safari"] == [1, 2]
    assert ids["practice"] == [1, 2]
    assert ids["activity"] == [1]
    with first.writing.begin() as session:
        _forget_the_second(session)
    assert _kept(first) == before
    first.upgrade()
    assert _kept(first) == before
    _assert_the_schema_is_the_models(first)


def _forget_the_second(session: Session) -> None:
    tables = _tables(session.connection())
    for name in ("location", "safari", "practice", "neighbourhood"):
        session.execute(tables[name].delete().where(tables[name].c.id > 1))


def _rebuild_safari(connection: Connection) -> None:
    """What a migration does that changes a column on SQLite: another table in its place."""
    with connection.begin():
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("safari") as batch:
            batch.alter_column("title", type_=String(150))


def _signed_up(database: Database) -> int:
    with database.writing.begin() as session:
        create_sign_up(session, create_safari(session))
    return _sign_ups(database)


def _sign_ups(database: Database) -> int:
    with database.reading() as session:
        return rows(session, SignUp)


def test_rows_that_refer_to_a_rebuilt_table_survive(database: Database) -> None:
    assert _signed_up(database) == 1
    with database.engine.execution_options(migrating=True).connect() as connection:
        _rebuild_safari(connection)
    assert _sign_ups(database) == 1


def test_without_the_guard_they_would_not(database: Database) -> None:
    if database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL changes tables in place")
    assert _signed_up(database) == 1
    with database.engine.connect() as connection:
        _rebuild_safari(connection)
    assert _sign_ups(database) == 0
