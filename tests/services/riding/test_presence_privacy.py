"""What is kept about somebody's presence: theirs to see and to erase, and gone in time."""

import csv
import io
from datetime import timedelta

from sqlalchemy.orm import Session

from tests.services.worlds_presence import key, send, told
from tests.worlds import NOW, POST, create_safari, create_sign_up, rows
from wijksafari.models import RideAction, SignUp, WalkIn
from wijksafari.services.retention import erase_expired
from wijksafari.services.riding.presence import presence_of
from wijksafari.services.riding.presence_csv import presence_csv
from wijksafari.services.sign_ups.own_data import own_data
from wijksafari.services.sign_ups.withdrawals import erase


def test_somebody_s_own_export_tells_what_was_reported_about_them(session: Session) -> None:
    safari = create_safari(session)
    row, other = create_sign_up(session, safari), create_sign_up(session, safari)
    send(session, safari, told(1, "absent", f"s{row.id}", at=60), told(2, "undo", target=key(1)))
    send(session, safari, told(3, "present", f"s{row.id}", at=15))
    send(session, safari, told(4, "left", f"s{other.id}"))
    absent, present = own_data(session, row)["op de avond gemeld"]
    assert absent == {
        "wat": "niet gekomen",
        "om": "2027-02-02T17:30:00+01:00",
        "ongedaan gemaakt": "2027-02-02T18:30:00+01:00",
    }
    assert (present["wat"], present["om"]) == ("aanwezig", "2027-02-02T18:15:00+01:00")
    assert present["ongedaan gemaakt"] is None


def test_who_erases_their_data_erases_their_presence(session: Session) -> None:
    safari = create_safari(session)
    row, other = create_sign_up(session, safari), create_sign_up(session, safari)
    for number, person in enumerate((row, other)):
        send(session, safari, told(number, "present", f"s{person.id}"))
    erase(session, row, POST, NOW)
    assert [each.person for each in presence_of(session, safari)] == [f"s{other.id}"]
    assert rows(session, RideAction) == 1


def test_who_was_there_is_forgotten_after_ninety_days(session: Session) -> None:
    safari = create_safari(session)
    send(session, safari, told(1, "walk_in", name="Zus", function="gp"))
    after = safari.starts_at + timedelta(days=90)
    assert erase_expired(session, after - timedelta(minutes=1)) == 0
    erase_expired(session, after)
    assert (rows(session, WalkIn), rows(session, RideAction), rows(session, SignUp)) == (0, 0, 0)


def test_the_file_for_a_spreadsheet_has_times_and_no_formulas(session: Session) -> None:
    safari = create_safari(session)
    row = create_sign_up(session, safari, name="=1+1", big_number="12345678901")
    create_sign_up(session, safari, name="Bram")
    send(session, safari, told(1, "present", f"s{row.id}", at=60), told(2, "left", f"s{row.id}"))
    text = presence_csv(presence_of(session, safari)).decode("utf-8-sig")
    _, first, second = csv.reader(io.StringIO(text), delimiter=";")
    assert first[0] == "'=1+1"
    assert first[4:] == ["ja", "2027-02-02 17:30", "2027-02-02 18:30"]
    assert (second[0], second[4:]) == ("Bram", ["niet gemeld", "", ""])
    assert "12345678901" not in text
