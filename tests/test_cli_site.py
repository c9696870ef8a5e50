"""``demo``, ``wijk`` and ``serve``, run as an organiser runs them."""

import io
import os
import socket
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from tests.databases import empty_database, opened
from wijksafari.cli import main
from wijksafari.config import PROJECT
from wijksafari.models import (
    Activity,
    HostRequest,
    Location,
    Neighbourhood,
    Practice,
    ReferralCard,
    RidingGroup,
    Safari,
    User,
)
from wijksafari.services.demo.demo import TITLE
from wijksafari.services.groups.split import plan_groups
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.safaris.safaris import tour_of
from wijksafari.streets.routers import StreetRouters

STREETS = PROJECT / "data" / "nootdorp-streets.npz"
DEMO = PROJECT / "data" / "demo"


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("WIJKSAFARI_INSTANCE", str(tmp_path))
    with empty_database(tmp_path) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield tmp_path


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    return int(stop.value.code or 0)


def _wijk(
    *more: str,
    locations: Path = DEMO / "locations.csv",
    activities: Path = DEMO / "activities.csv",
) -> int:
    return _run(
        "wijk",
        "Proefwijk",
        f"--streets={STREETS}",
        f"--locations={locations}",
        f"--activities={activities}",
        "--meeting-point=52.0444,4.3954",
        *more,
    )


def _counts() -> dict[str, int]:
    tables = (Neighbourhood, Location, Activity, Practice, Safari, HostRequest)
    with opened(os.environ["DATABASE_URL"]) as database, database.reading() as session:
        return {
            table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }


def test_the_demo_is_complete_and_preparing_it_twice_changes_nothing(instance: Path) -> None:
    assert _run("demo") == 0
    once = _counts()
    assert once == {
        "neighbourhood": 1,
        "location": 16,
        "activity": 41,
        "practice": 6,
        "safari": 2,
        "host_request": 10,
    }
    assert _run("demo") == 0
    assert _counts() == once


def test_the_demo_has_an_evening_to_invite_to_and_one_to_ride(instance: Path) -> None:
    _run("demo")
    with opened(os.environ["DATABASE_URL"]) as database, database.reading() as session:
        later, soon = session.scalars(select(Safari).order_by(Safari.starts_at.desc())).all()
        assert (later.state, soon.state) == ("inviting", "confirmed")
        (group,) = session.scalars(select(RidingGroup)).all()
        assert group.safari_id == soon.id
        said = [
            {row.answer for row in requests_of(session, each).values()} for each in (later, soon)
        ]
        assert said == [{"", "yes", "yes_but", "no"}, {"yes"}]
        assert (later.definite_at is None, soon.definite_at is None) == (True, False)


def test_the_demo_gives_accounts_with_a_password_of_this_installation_only(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run("demo")
    file = instance / "demo-account.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    said = file.read_text()
    assert said in capsys.readouterr().out
    password = said.split("wachtwoord: ")[1].strip()
    with opened(os.environ["DATABASE_URL"]) as database, database.reading() as session:
        users = session.scalars(select(User)).all()
    assert [user.email for user in users] == said.split()[:3]
    assert all(PasswordHasher().verify(user.password or "", password) for user in users)
    _run("demo")
    assert file.read_text() == said


def test_the_demo_adds_no_accounts_where_somebody_has_one(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("vier losse woorden hier\n"))
    assert _run("user", "add", "bea@uwregio.nl", "--name=Bea", "--password-stdin") == 0
    _run("demo")
    assert not (instance / "demo-account.txt").exists()


def test_the_demo_safaris_have_four_or_five_stops_and_nothing_that_does_not_fit(
    instance: Path,
) -> None:
    _run("demo")
    with opened(os.environ["DATABASE_URL"]) as database, database.reading() as session:
        itineraries = [each.tour["itinerary"] for each in session.scalars(select(Safari))]
    assert all(len(each["visits"]) in (4, 5) for each in itineraries)
    assert not any(each["violations"] for each in itineraries)


def test_the_demo_evening_with_most_people_can_be_split_in_two(instance: Path) -> None:
    _run("demo")
    with opened(os.environ["DATABASE_URL"]) as database, database.reading() as session:
        safari = session.scalars(select(Safari).filter_by(title=TITLE)).one()
        plan = plan_groups(tour_of(safari), StreetRouters()(STREETS, dark=True), 2)
    assert plan.reason == ""


def test_a_wijk_put_twice_is_not_doubled_and_keeps_its_practices_and_what_people_mended(
    instance: Path,
) -> None:
    assert _wijk(f"--practices={DEMO / 'practices.csv'}") == 0
    once = _counts()
    assert (once["location"], once["activity"], once["practice"]) == (16, 41, 6)
    with opened(os.environ["DATABASE_URL"]) as database, database.writing.begin() as session:
        mended = session.scalars(select(Location).filter_by(code="de-linde")).one()
        mended.contact_phone = "06-99999999"
        session.add(ReferralCard(location_id=mended.id, for_whom="Wie alleen is"))
    assert _wijk() == 0
    assert _counts() == once
    with opened(os.environ["DATABASE_URL"]) as database, database.reading() as session:
        (card,) = session.scalars(select(ReferralCard)).all()
        assert card.location.contact_phone == "06-99999999"


def test_what_of_a_wijk_is_left_out_is_told(
    instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = tmp_path / "activiteiten.csv"
    row = "7,de-linde,{},live,FREQ=WEEKLY;BYDAY=TU,2026-09-01,17:30,19:30\n"
    twice.write_text(
        "id,location_id,title,kind,rrule,first_date,opens,closes\n"
        + row.format("Eten")
        + row.format("Zingen")
    )
    assert _wijk(activities=twice) == 0
    assert _counts()["activity"] == 1
    assert "Rij 3: dezelfde als rij 2" in capsys.readouterr().err


def test_what_left_the_files_of_a_wijk_is_told_and_stays(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _wijk()
    before = _counts()
    capsys.readouterr()
    held = (DEMO / "activities.csv").read_text().splitlines(keepends=True)
    (instance / "activities.csv").write_text("".join(held[:-1]))
    assert _wijk(activities=instance / "activities.csv") == 0
    first, *rest = capsys.readouterr().err.splitlines()
    assert "Zij blijven in de catalogus tot u ze zelf verwijdert" in first
    title = held[-1].split(",")[1]
    assert [each.partition(",")[0] for each in rest] == [f"- activiteit {title}"]
    assert _counts() == before


def test_a_wijk_with_a_bad_file_is_not_touched(
    instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _wijk()
    before = _counts()
    bad = tmp_path / "slecht.csv"
    bad.write_text("id,name,latitude,longitude\nroos,De Roos,4.39,52.04\n")
    assert _wijk(locations=bad) == 2
    assert "verwisseld" in capsys.readouterr().err
    assert _counts() == before


def test_a_wijk_whose_streets_cannot_be_kept_is_not_put_on_the_site(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _wijk()
    before = _counts()
    streets = instance / "streets" / "wijk-proefwijk.npz"
    streets.unlink()
    (streets / "in de weg").mkdir(parents=True)
    assert _wijk(f"--practices={DEMO / 'practices.csv'}") == 2
    assert "stratenbestand kan niet worden bewaard" in capsys.readouterr().err
    assert _counts() == before
    assert list(streets.parent.iterdir()) == [streets]


@pytest.mark.parametrize("name", ["", " ", "x" * 121, "regel\nregel"])
def test_a_meeting_point_needs_a_name_that_fits_on_a_line(
    instance: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert _wijk(f"--meeting-name={name}") == 2
    assert "--meeting-name: verwacht een naam" in capsys.readouterr().err


def test_the_site_answers_once_it_says_it_runs(instance: Path) -> None:
    _run("demo")
    port = _free_port()
    environ = {**os.environ, "WIJKSAFARI_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    site = subprocess.Popen(
        [sys.executable, "-m", "wijksafari", "serve"],
        cwd=PROJECT,
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert site.stdout is not None
        assert f"http://127.0.0.1:{port}" in site.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            assert "<h1>Inloggen</h1>" in answer.read().decode()
    finally:
        site.terminate()
        site.communicate(timeout=10)


def test_a_port_in_use_is_said_in_a_sentence(instance: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        environ = {**os.environ, "WIJKSAFARI_PORT": str(taken.getsockname()[1])}
        run = [sys.executable, "-m", "wijksafari", "serve"]
        done = subprocess.run(
            run, check=False, cwd=PROJECT, env=environ, capture_output=True, text=True
        )
    assert done.returncode == 2
    assert "al in gebruik" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_site_runs_on_a_clock_that_was_set(instance: Path) -> None:
    port = _free_port()
    environ = {**os.environ, "WIJKSAFARI_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    site = subprocess.Popen(
        [sys.executable, "-m", "wijksafari", "serve", "--at", "2031-03-04 19:20"],
        cwd=PROJECT,
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert site.stdout is not None
        site.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/inloggen", timeout=10) as answer:
            assert "het is hier dinsdag 4 maart 2031, 19.2" in answer.read().decode()
    finally:
        site.terminate()
        site.communicate(timeout=10)


@pytest.mark.parametrize("moment", ["morgen", "2027-02-02", "2027-02-02 25:00", "2027-03-28 02:30"])
def test_a_moment_that_is_none_is_refused(
    instance: Path, capsys: pytest.CaptureFixture[str], moment: str
) -> None:
    assert _run("serve", f"--at={moment}") == 2
    assert "verwacht dag en tijd als" in capsys.readouterr().err


def test_no_clock_is_set_where_mail_goes_out(
    instance: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIJKSAFARI_SMTP_URL", "smtp://wijksafari:geheim@mail.uwregio.nl:587")
    monkeypatch.setenv("WIJKSAFARI_MAIL_FROM", "post@uwregio.nl")
    assert _run("serve", "--at=2027-02-02 18:40") == 2
    assert "alleen op een proefsite" in capsys.readouterr().err


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
