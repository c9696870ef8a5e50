"""Lists for the exhibition: everything that may become of an entry, and every state of a list."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests.services.worlds_imports import csv
from tests.web.world import NOW
from tests.worlds import ACTOR, create_location, create_neighbourhood
from wijksafari.models import Neighbourhood
from wijksafari.planning.address import Address
from wijksafari.planning.found import Found, FoundLocation
from wijksafari.services.background_work import beat
from wijksafari.services.imports.files import keep_file, refuse_file
from wijksafari.services.imports.lists import keep
from wijksafari.services.imports.lookup import fail, take_up

_NAME = "Buurthuis" + "u" * 111  # as long as it may be, no space to break at


def hang_imports(session: Session) -> dict[str, int]:
    """The numbers of lists by what they show; two locations that look like one as well."""
    wijk = create_neighbourhood(session)
    spot = {"lat": 52.0400, "lon": 4.3901}
    create_location(session, name="De Dubbele Deur", code="dubbel-1", type="Buurthuis", **spot)
    create_location(session, name="Dubbele Deur", code="dubbel-2", address=f"{_NAME} 1", **spot)
    everything = csv(
        f"nieuw-1,{_NAME},52.0445,4.3955,Buurthuis,",
        "linde,De Linde,52.0444,4.3954,Buurthuis,06-12345678",
        "x-9,Dubbele Deuren,52.0401,4.3901,Buurthuis,",
        "ver-1,Ver Weg,52.9,4.9,,",
        "fout,,52.04,4.39,,",
    )
    held = csv(
        "Spelletjesmiddag,Nergens Bekend,14:00,16:00,FREQ=WEEKLY;BYDAY=TU",
        f"{_NAME},De Linde,19:00,20:30,FREQ=MONTHLY;BYDAY=1WE",
        columns="title,location_name,opens,closes,rrule",
    )
    address = Address("Dorpsstraat 1", "2631 AA", "Nootdorp")
    unplaced = FoundLocation(key="a", name=_NAME, where="rij 2", address=address)
    addresses = Found(kind="csv", locations=(unplaced,), notices=(f"Kolom {_NAME} is onbekend.",))
    numbers = {}
    for name, found in (
        ("everything", everything),
        ("held", held),
        ("failed", addresses),
        ("busy", addresses),
    ):
        row = keep(session, wijk, found, f"{_NAME}.csv", actor=ACTOR, now=NOW)
        numbers[f"import: {name}"] = row.id
        if name in ("failed", "busy"):
            lookup = take_up(session, NOW)
            assert lookup is not None
            beat(session, lookup.claim, NOW, "12 van 40 adressen opgezocht.")
            if name == "failed":
                fail(session, lookup.claim, "Adressen opzoeken lukt nu niet: PDOK is er niet.")
    numbers["import: refused"] = _refused(session, wijk)
    session.flush()
    return numbers


def _refused(session: Session, wijk: Neighbourhood) -> int:
    """A map that proved to be none."""
    name = f"{_NAME}.osm.gz"
    number = keep_file(session, wijk, b"geen kaart", name, actor=ACTOR, now=NOW).id
    lookup = take_up(session, NOW)
    assert lookup is not None
    refuse_file(session, lookup.claim, "Dit is geen OpenStreetMap-bestand, of het is beschadigd.")
    return number
