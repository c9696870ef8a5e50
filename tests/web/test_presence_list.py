"""Who was there, for accreditation: from when to when, without BIG numbers."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask

from tests.services.worlds_presence import send, told
from tests.web.test_attendance import at
from tests.web.visitors import words_of
from tests.worlds import STARTS_AT, create_practice, create_safari, create_sign_up
from wijksafari.database import Database

BIG = "12345678901"


@pytest.fixture
def there(database: Database) -> str:
    """Anna came late and left early, Bram came, Cor did not, nobody knows of Dora."""
    with database.writing.begin() as session:
        safari = create_safari(session)
        practice = create_practice(session, "De Brug")
        anna, bram, cor, _, _ = (
            create_sign_up(session, safari, practice, name=name, big_number=BIG, status=status)
            for name, status in (
                *(("Anna", "taking_part"), ("Bram", "taking_part"), ("Cor", "taking_part")),
                *(("Dora", "taking_part"), ("Wim", "withdrawn")),
            )
        )
        send(
            session,
            safari,
            told(1, "present", f"s{anna.id}", clock="18:00"),
            told(2, "left", f"s{anna.id}", clock="18:20"),
            told(3, "present", f"s{bram.id}", clock="17:20"),
            told(4, "absent", f"s{cor.id}"),
            told(5, "walk_in", name="Zus", function="practice_assistant"),
        )
        return f"/safari/{safari.uid}/aanwezigheid"


def test_the_list_tells_who_was_there_and_who_was_not(app: Flask, there: str) -> None:
    page = at(app, STARTS_AT + timedelta(days=1)).get(there)
    words = words_of(page)
    assert "Anna huisarts, De Brug Van 18.00 uur later gekomen Tot 18.20 uur eerder weg" in words
    assert "Bram huisarts, De Brug Van 17.20 uur Tot het einde" in words
    assert "Zus doktersassistent Zonder aanmelding meegereden." in words
    assert words.index("Niet gekomen (1)") < words.index("Cor") < words.index("Niet gemeld (1)")
    assert "Wim" not in words
    assert BIG not in page.text


def test_while_they_ride_nobody_has_stayed_to_the_end_yet(app: Flask, there: str) -> None:
    words = words_of(at(app, STARTS_AT + timedelta(hours=1)).get(there))
    assert "Bram huisarts, De Brug Van 17.20 uur Tot nu" in words


def test_the_file_tells_the_same(app: Flask, there: str) -> None:
    answer = at(app, STARTS_AT + timedelta(days=1)).get(f"{there}.csv")
    _, *listed = csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";")
    assert [(row[0], row[4]) for row in listed] == [
        *(("Anna", "ja"), ("Bram", "ja"), ("Cor", "nee"), ("Dora", "niet gemeld"), ("Zus", "ja")),
    ]
    assert BIG not in answer.text
