"""The catalogue of a wijk in the form in which help is listed elsewhere: Open Referral's HSDS 3.

One page of services, as its API answers them: what is held where and when, and
what the referral card says about it. Empty is left out. The ids are made of our
own, and stay the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Activity, Location, Neighbourhood, ReferralCard
from wijksafari.services.catalogue.rows import location_rows
from wijksafari.services.catalogue.values import activity_value
from wijksafari.services.hsds import parts
from wijksafari.services.hsds.parts import Told
from wijksafari.services.hsds.schedule import schedule_of

_OURS = UUID("6d0d9a9e-6a2c-4c53-9a55-0f6e3c1f7a10")


def hsds_page(session: Session, neighbourhood: Neighbourhood, base_url: str) -> Told:
    """Everything in the wijk; ``base_url`` tells one installation's ids from another's."""
    writer = _Writer(base_url, _cards(session, neighbourhood))
    services = [
        told for row in location_rows(session, neighbourhood) for told in writer.services(row)
    ]
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }


def _cards(session: Session, neighbourhood: Neighbourhood) -> dict[int, ReferralCard]:
    query = select(ReferralCard).join(ReferralCard.location)
    mine = query.where(Location.neighbourhood_id == neighbourhood.id)
    return {card.location_id: card for card in session.scalars(mine)}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes services with ids that begin from ``base``."""

    base: str
    cards: Mapping[int, ReferralCard]

    def services(self, row: Location) -> Iterator[Told]:
        """Every activity of the location; the location itself where it has none."""
        if not row.activities:
            yield self._service(row, None)
        for activity in row.activities:
            yield self._service(row, activity)

    def _service(self, row: Location, activity: Activity | None) -> Told:
        name = f"activity/{activity.id}" if activity else f"offer/{row.id}"
        ids = partial(self._id, name)
        held: Told = {
            "id": ids("at"),
            "service_id": ids(),
            "location_id": self._id(f"location/{row.id}"),
            "location": self._location(row),
        }
        if activity:
            value = activity_value(activity, row.code)
            held["schedules"] = [{"id": ids("schedule"), **schedule_of(value)}]
        return parts.filled(
            {
                "id": ids(),
                "name": activity.title if activity else row.name,
                "status": "active",
                **parts.of_card(self.cards.get(row.id), ids),
                **parts.assured(row),
                "organization": self._organization(row),
                "service_at_locations": [held],
                "attributes": parts.themes(row, ids, partial(self._id, "theme")),
            }
        )

    def _organization(self, row: Location) -> Told:
        """HSDS asks who gives a service; all that is known is at whose place it is."""
        return {
            "id": self._id(f"organization/{row.id}"),
            "name": row.name,
            "description": f"{row.type or 'Locatie'}; wie het aanbiedt, is niet apart vastgelegd.",
        }

    def _location(self, row: Location) -> Told:
        ids = partial(self._id, f"location/{row.id}")
        return parts.filled(
            {
                "id": ids(),
                "location_type": "physical",
                "name": row.name,
                "description": "; ".join(filter(None, (row.type, row.entrance))),
                "transportation": row.bicycle_parking,
                "latitude": row.lat,
                "longitude": row.lon,
                "external_identifier": row.code,
                "external_identifier_type": "wijksafari",
                "addresses": parts.addresses(row, ids),
                "accessibility": parts.accessibility(row, ids),
                "contacts": list(parts.contacts(row, ids)),
            }
        )

    def _id(self, *names: str) -> str:
        return str(uuid5(_OURS, "/".join((self.base, *names))))
