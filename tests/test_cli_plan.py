import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli_runs import DATA, CommandLine
from tests.streets.geocoder_server import fake_geocoder
from wijksafari import clock

FILES = {"itinerary.json", "route.gpx", "safari.ics", "map.html", "cue-sheet.txt"}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_an_evening_becomes_a_folder_of_files_for_each_tour(
    run: CommandLine, tmp_path: Path
) -> None:
    result = run.evening("plan", "--out", tmp_path / "avond")
    assert (result.code, result.err) == (0, "")
    assert files_in(tmp_path / "avond") == FILES | {
        f"alternatief-{number}/{name}" for number in (2, 3) for name in FILES
    }
    assert [path.name for path in tmp_path.iterdir()] == ["avond"]
    assert "dinsdag 4 juni 2030" in result.out
    assert "17.30  Verzamelen" in result.out
    assert "Alternatief 3:" in result.out


def test_the_files_tell_of_the_same_tour(run: CommandLine, tmp_path: Path) -> None:
    run.evening("plan", "--out", tmp_path / "avond", "--alternatives", "1")
    tour = json.loads((tmp_path / "avond/itinerary.json").read_text())
    names = [stop["name"] for stop in tour["stops"]]
    assert 4 <= len(names) <= 5
    assert len(tour["legs"]) == len(names) + 1
    gpx = ET.fromstring((tmp_path / "avond/route.gpx").read_text())  # noqa: S314
    waypoints = [point.text or "" for point in gpx.iterfind("{*}wpt/{*}name")]
    sheet = (tmp_path / "avond/cue-sheet.txt").read_text()
    page = (tmp_path / "avond/map.html").read_text()
    for name in names:
        assert any(name in waypoint for waypoint in waypoints)
        assert name in sheet
        assert name in page
    calendar = (tmp_path / "avond/safari.ics").read_bytes()
    assert b"BEGIN:VEVENT" in calendar


def test_the_ends_are_called_what_the_organiser_calls_them(
    run: CommandLine, tmp_path: Path
) -> None:
    names = ("--meeting-name", "Praktijk Zuid", "--finish-name", "Café De Brug")
    finish = ("--finish", "52.0457,4.3910", "--alternatives", "1")
    result = run.evening("plan", *names, *finish, "--out", tmp_path / "avond")
    assert "Verzamelen: Praktijk Zuid" in result.out
    for name in ("cue-sheet.txt", "map.html", "itinerary.json", "route.gpx"):
        text = (tmp_path / "avond" / name).read_text()
        assert "Praktijk Zuid" in text
        assert "Café De Brug" in text


def test_addresses_are_looked_up_once_and_kept(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (DATA / "demo/locations.csv").read_text().splitlines()
    linde = next(row for row in rows if row.startswith("de-linde")).split(",")
    lat, lon = linde[6:8]
    linde[6:8] = ["", ""]
    linde[5] = "Dorpsstraat 1"
    plain = [row for row in rows[1:] if not row.startswith("de-linde")]
    locations = tmp_path / "locations.csv"
    lines = [f"{rows[0]},postcode,city", f"{','.join(linde)},2631AA,Nootdorp"]
    locations.write_text("\n".join([*lines, *(f"{row},," for row in plain)]))
    place = {
        "straatnaam": "Dorpsstraat",
        "huis_nlt": "1",
        "postcode": "2631AA",
        "woonplaatsnaam": "Nootdorp",
        "weergavenaam": "Dorpsstraat 1, 2631AA Nootdorp",
        "centroide_ll": f"POINT({lon} {lat})",
    }
    monkeypatch.setenv("WIJKSAFARI_INSTANCE", str(tmp_path / "instance"))
    wishes = ("--require", "de-linde", "--alternatives", "1", "--out", tmp_path / "avond")
    with fake_geocoder() as fake:
        monkeypatch.setenv("WIJKSAFARI_PDOK_URL", fake.pdok_url)
        monkeypatch.setenv("WIJKSAFARI_NOMINATIM_URL", fake.nominatim_url)
        fake.answer("pdok", {"response": {"docs": [place]}})
        for _ in range(2):
            assert run.evening("plan", *wishes, locations=locations).code == 0
        assert len(fake.asked) == 1
    stops = json.loads((tmp_path / "avond/itinerary.json").read_text())["stops"]
    found = next(stop for stop in stops if stop["location_id"] == "de-linde")
    assert [found["lat"], found["lon"]] == [float(lat), float(lon)]


def test_required_is_in_every_tour_and_forbidden_in_none(run: CommandLine, tmp_path: Path) -> None:
    wishes = ("--require", "de-haven", "--forbid", "de-linde", "--stops", "4")
    assert run.evening("plan", *wishes, "--out", tmp_path / "avond").code == 0
    for path in (tmp_path / "avond").rglob("itinerary.json"):
        ids = [stop["location_id"] for stop in json.loads(path.read_text())["stops"]]
        assert len(ids) == 4
        assert "de-haven" in ids
        assert "de-linde" not in ids


def test_a_second_run_replaces_its_own_files_and_leaves_others_alone(
    run: CommandLine, tmp_path: Path
) -> None:
    run.evening("plan", "--out", tmp_path / "avond")
    (tmp_path / "avond/notities.txt").write_text("van mij")
    (tmp_path / "avond/alternatief-3/notities.txt").write_text("ook van mij")
    run.evening("plan", "--out", tmp_path / "avond", "--alternatives", "1")
    assert files_in(tmp_path / "avond") == FILES | {
        "notities.txt",
        "alternatief-3/notities.txt",
    }
    assert not (tmp_path / "avond/alternatief-2").exists()


def test_without_a_tour_the_reason_and_the_smallest_change_are_told_and_nothing_is_written(
    run: CommandLine, tmp_path: Path
) -> None:
    result = run.evening("plan", "--out", tmp_path / "avond", "--duration", "60")
    assert result.code == 3
    assert result.out == ""
    assert len(result.problems) == 2
    assert not (tmp_path / "avond").exists()


def test_an_evening_with_nothing_open_has_no_tour(run: CommandLine, tmp_path: Path) -> None:
    result = run.evening("plan", "--out", tmp_path / "avond", date="2030-06-09")
    assert result.code == 3
    assert result.problems


def test_everything_wrong_is_told_at_once(run: CommandLine, tmp_path: Path) -> None:
    locations = tmp_path / "plekken.csv"
    locations.write_text("id,name,latitude,longitude\na,A,4.39,52.04\nb,,52.04,4.39\n")
    activities = tmp_path / "wat.csv"
    activities.write_text("location_id,title,first_date,opens,closes\na,A,2030-06-04,20:00,19:00\n")
    streets = tmp_path / "straten.npz"
    streets.write_bytes(b"PK\x03\x04 half")
    result = run.evening(
        "plan",
        *("--out", tmp_path / "avond", "--pace", "99", "--stops", "5-4", "--region", "Oost"),
        *("--alternatives", "0", "--profile", "snel", "--duration", "7", "--finish", "hier"),
        date="2030-02-30",
        start="25:00",
        meeting_point="4.39,52.04",
        locations=locations,
        activities=activities,
        streets=streets,
    )
    assert result.code == 2
    assert [problem.split(":")[0] for problem in result.problems] == [
        "--date",
        "--start",
        "--meeting-point",
        "--finish",
        "--duration",
        "--stops",
        "--pace",
        "--profile",
        "--region",
        "--alternatives",
        "plekken.csv",
        "plekken.csv",
        "wat.csv",
        f"Het stratenbestand {streets} is niet compleet, of is geen stratenbestand. "
        "Maak het opnieuw met",
    ]
    assert "verwisseld; bedoelt u 52.04,4.39?" in result.problems[2]
    assert not (tmp_path / "avond").exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"date": "2026-01-05"}, "maandag 5 januari 2026, 17.30 uur is voorbij"),
        ({"date": "2030-03-31", "start": "02:30"}, "bestaat niet op deze dag"),
        ({"date": "2030-10-27", "start": "02:30"}, "komt op deze dag twee keer voor"),
        ({"meeting_point": "52.2,4.9"}, "het verzamelpunt"),
        ({"meeting_point": "91,4.9"}, "geen plaats op aarde"),
        ({"locations": "weg.csv"}, "weg.csv bestaat niet"),
        ({"streets": "weg.npz"}, "weg.npz"),
        ({"require": "nergens"}, "nergens"),
        ({"forbid": "nergens"}, "nergens"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(
    run: CommandLine, tmp_path: Path, changed: dict[str, str], says: str
) -> None:
    result = run.evening("plan", "--out", tmp_path / "avond", **changed)
    assert result.code == 2
    assert says in result.err
    assert "Traceback" not in result.err


def test_a_location_far_from_the_streets_is_named_with_how_to_leave_it_out(
    run: CommandLine, tmp_path: Path
) -> None:
    locations = tmp_path / "locations.csv"
    text = (DATA / "demo/locations.csv").read_text().replace("52.043855", "52.143855")
    locations.write_text(text)
    result = run.evening("plan", "--out", tmp_path / "avond", locations=locations)
    assert result.code == 2
    assert "De Linde" in result.problems[0]
    assert result.problems[-1] == "Of laat deze locaties weg met: --forbid de-linde"


@pytest.mark.parametrize("place", ["bestand", "weg/avond"])
def test_where_no_folder_can_come_is_told_before_the_work(
    run: CommandLine, tmp_path: Path, place: str
) -> None:
    (tmp_path / "bestand").write_text("van mij")
    result = run.evening("plan", "--out", tmp_path / place)
    assert result.code == 2
    assert result.err.startswith("--out: ")
    assert (tmp_path / "bestand").read_text() == "van mij"


@pytest.mark.parametrize("name", ["map.html/x", "alternatief-2"])
def test_what_stands_in_the_way_in_the_folder_is_named_and_stays(
    run: CommandLine, tmp_path: Path, name: str
) -> None:
    theirs = tmp_path / "avond" / name
    theirs.parent.mkdir(parents=True)
    theirs.write_text("van mij")
    result = run.evening("plan", "--out", tmp_path / "avond")
    assert result.code == 2
    assert result.err.startswith("--out: ")
    assert name.split("/", maxsplit=1)[0] in result.err
    assert theirs.read_text() == "van mij"
    assert not list((tmp_path / "avond").glob(".*"))


def test_notices_go_to_stderr_and_do_not_stop_the_plan(run: CommandLine, tmp_path: Path) -> None:
    locations = tmp_path / "locations.csv"
    lines = (DATA / "demo/locations.csv").read_text().splitlines()
    locations.write_text("\n".join([f"{lines[0]},kleur", *(f"{line},rood" for line in lines[1:])]))
    result = run.evening(
        "plan", "--out", tmp_path / "avond", locations=locations, date="2031-06-03"
    )
    assert result.code == 0
    assert result.problems[0] == "Let op: Overgeslagen, want onbekend: kolom kleur."
    assert result.problems[1].startswith("Let op: De schoolvakanties na zondag 1 september 2030")


def test_an_order_is_timed_and_fits(run: CommandLine, tmp_path: Path) -> None:
    run.evening("plan", "--out", tmp_path / "avond", "--alternatives", "1")
    tour = json.loads((tmp_path / "avond/itinerary.json").read_text())
    order = ",".join(stop["location_id"] for stop in tour["stops"])
    result = run.evening("check-order", "--order", order, "--json")
    assert result.code == 0
    checked = json.loads(result.out)
    assert checked["stops"] == tour["stops"]
    assert checked["violations"] == []


def test_what_does_not_fit_in_an_order_is_named_and_written(
    run: CommandLine, tmp_path: Path
) -> None:
    order = "de-letter,de-luwte,het-baken,de-haven"
    result = run.evening("check-order", "--order", order, "--out", tmp_path / "avond")
    assert result.code == 3
    _, told = result.out.split("Dit past niet:\n")
    assert "De Haven" in told
    assert files_in(tmp_path / "avond") == FILES


@pytest.mark.parametrize("order", ["de-linde,,de-haven", "de-linde,de-linde", "nergens", ","])
def test_an_order_that_cannot_be_meant_is_refused(run: CommandLine, order: str) -> None:
    result = run.evening("check-order", "--order", order)
    assert result.code == 2
    assert result.problems


def test_an_order_without_ids_names_the_option(run: CommandLine) -> None:
    assert "--order: verwacht" in run.evening("check-order", "--order", ",").err


def test_an_evening_that_was_over_earlier_today_is_past(run: CommandLine, tmp_path: Path) -> None:
    over = clock.now() - timedelta(hours=1)
    evening = {"date": f"{over:%Y-%m-%d}", "start": "00:00", "duration": "45"}
    result = run.evening("plan", "--out", tmp_path / "avond", **evening)
    assert result.code == 2
    assert "is voorbij" in result.err


def test_nothing_is_replaced_where_a_folder_is_in_the_way(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "avond" / "map.html").mkdir(parents=True)
    result = run.evening("plan", "--out", tmp_path / "avond")
    assert result.code == 2
    assert "map.html staat in de weg" in result.err
    assert files_in(tmp_path / "avond") == set()


def test_as_a_program_it_plans_a_safari_and_ends_with_the_right_code(tmp_path: Path) -> None:
    command = [
        *(sys.executable, "-m", "wijksafari", "plan", "--out", str(tmp_path / "avond")),
        *("--streets", str(DATA / "nootdorp-streets.npz"), "--start", "17:30"),
        *("--locations", str(DATA / "demo/locations.csv"), "--date", "2030-06-04"),
        *("--activities", str(DATA / "demo/activities.csv"), "--meeting-point", "52.0444,4.3954"),
    ]
    environment = os.environ | {"WIJKSAFARI_INSTANCE": str(tmp_path / "instance")}
    folder = DATA.parent
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert files_in(tmp_path / "avond") >= FILES
    assert not (tmp_path / "instance").exists()
    command[command.index("17:30")] = "17:99"
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("--start: '17:99' is geen tijd")
