"""Ways to do what a host asked of a saved safari, each with its price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from flask import url_for

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.models import HostRequest, Safari
from wijksafari.planning import replacement_words as words
from wijksafari.planning.agreed_hours import AgreedHours
from wijksafari.planning.groups import MOST_GROUPS
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.plan import plan_set
from wijksafari.planning.replacement_trial import Replacement
from wijksafari.planning.replacements import other_order, replacements, without
from wijksafari.planning.request import PlanRequest
from wijksafari.planning.route import Router
from wijksafari.planning.words import people
from wijksafari.services.hosts.plan import Stop
from wijksafari.web.agreed_hours_form import written
from wijksafari.web.editor import editor_url
from wijksafari.web.planner_query import PlannerQuery
from wijksafari.web.workspace import Workspace, open_workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOffer:
    """One way on: a title, and what it costs in sentences.

    ``query`` is the route as it would be saved, None where it cannot be saved as
    it is (it does not fit, or it is no matter of the route); ``look`` is the
    address to look first, or to arrange it, and ``look_label`` what stands on
    that link.
    """

    title: str
    price: tuple[str, ...]
    query: PlannerQuery | None = None
    look: str
    look_label: str = "Bekijk eerst in de route"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A stop that said no, or not so: the evening as agreed, and the streets to plan on."""

    workspace: Workspace
    router: Router
    agreed: Itinerary
    code: str
    unwelcome: frozenset[str]

    @property
    def name(self) -> str:
        """What people call the stop."""
        return next(
            visit.location.name for visit in self.agreed.visits if visit.location.id == self.code
        )

    @property
    def request(self) -> PlanRequest:
        """What the planner is asked: nothing along who said no before."""
        asked = self.workspace.request()
        return replace(asked, forbidden=asked.forbidden | (self.unwelcome & _ids(asked)))


def instead_of(refusal: Refusal) -> Iterator[ChangeOffer]:
    """The best locations to visit instead, and going without."""
    request, router, visits = refusal.request, refusal.router, refusal.workspace.query.visits
    agreed, code = refusal.agreed, {refusal.code}
    found = replacements(request, router, agreed, code, visit_minutes=visits)
    for one in found:
        come = words.visit_words(one.itinerary, one.comes.id) if one.comes else ()
        yield _instead(refusal, one, come)
    shorter = without(request, router, agreed, code, visits)
    if shorter:
        yield _instead(refusal, shorter, ())


def at_other_time(refusal: Refusal, hours: AgreedHours) -> Iterator[ChangeOffer]:
    """The stop at the hours it asked for; where that cannot be, why not, and what else can."""
    query = refusal.workspace.query.with_hours(refusal.code, written(hours))
    asked = replace(refusal, workspace=open_workspace(query))
    title = f"{refusal.name} {hours.words}"
    one = other_order(asked.request, asked.router, asked.agreed, query.visits)
    if one is None:
        yield _does_not_fit(asked, query, title)
        yield from instead_of(refusal)
        return
    same = one.stops == query.stops
    told = () if same else (words.order_words(one.itinerary),)
    changed = query.with_stops(one.stops)
    changed = replace(changed, visits=query.visits)
    yield ChangeOffer(
        title=title,
        price=(
            *words.visit_words(one.itinerary, refusal.code),
            *words.price(one, refusal.code),
            *told,
        ),
        query=changed,
        look=editor_url(changed),
    )


def in_smaller_groups(
    safari: Safari, row: HostRequest, stop: Stop, taken: int
) -> Iterator[ChangeOffer]:
    """Groups small enough for the stop; nothing where they are already.

    ``taken`` places cannot be taken back: fewer people than that is no offer.
    """
    most, coming = row.most_people, max(visit.people for visit in stop.visits)
    if not most or most >= coming:
        return
    groups = -(-safari.capacity // most)
    label = f"{stop.location.name} kan hooguit {people(most)} tegelijk ontvangen"
    if groups <= MOST_GROUPS:
        yield ChangeOffer(
            title=f"Rijd in {groups} groepen",
            price=(
                f"{label}; er {'is' if coming == 1 else 'zijn'} {people(coming)} tegelijk gepland.",
                f"Zet bij ‘Afspraken’ de groepsgrootte op hooguit {most}, en verdeel daarna bij"
                f" ‘Groepen’ in {groups} groepen, die de stops na elkaar bezoeken.",
            ),
            look=url_for("agreements.page", uid=safari.uid, _anchor="groepsgrootte"),
            look_label="Naar de groepsgrootte",
        )
    if taken <= most:
        yield ChangeOffer(
            title=f"Neem hooguit {people(most)} mee",
            price=(
                f"{label}; er zijn {safari.capacity} plekken.",
                f"Zet bij ‘Afspraken’ het aantal plekken op hooguit {most}.",
            ),
            look=url_for("agreements.page", uid=safari.uid, _anchor="plaatsen"),
            look_label="Naar het aantal plekken",
        )


def hours_asked(row: HostRequest, agreed: Itinerary) -> AgreedHours | None:
    """When the host can receive the group, within the evening; None where it did not say."""
    if row.other_from is None and row.other_until is None:
        return None
    evening = agreed.evening
    try:
        return AgreedHours(
            row.other_from or _clock_time(evening.start.astimezone(AMSTERDAM).time()),
            row.other_until or _clock_time(evening.ends.astimezone(AMSTERDAM).time()),
        )
    except InputError:
        return None


def _instead(refusal: Refusal, one: Replacement, come: tuple[str, ...]) -> ChangeOffer:
    query = refusal.workspace.query
    visits = {each: minutes for each, minutes in query.visits.items() if each != refusal.code}
    changed = query.with_wish(refusal.code, "niet").with_hours(refusal.code, "")
    changed = replace(changed, stops=one.stops, visits=visits)
    return ChangeOffer(
        title=words.instead(one, refusal.name),
        price=(*come, *words.price(one)),
        query=changed,
        look=editor_url(changed),
    )


def _does_not_fit(asked: Refusal, query: PlannerQuery, title: str) -> ChangeOffer:
    tour = plan_set(asked.request, query.stops, asked.router, query.visits)
    order = query.with_stops(visit.location.id for visit in tour.itinerary.visits)
    return ChangeOffer(
        title=f"{title} past niet",
        price=tuple(each.sentence for each in tour.itinerary.violations),
        look=editor_url(replace(order, visits=query.visits)),
        look_label="Pas de route zelf aan",
    )


def _clock_time(at: time) -> time:
    return at.replace(second=0, microsecond=0)


def _ids(request: PlanRequest) -> frozenset[str]:
    return frozenset(location.id for location in request.locations)
