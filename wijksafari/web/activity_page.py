"""The page of one activity: its form, what overlaps with it, and its dates to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from flask import render_template, request
from sqlalchemy.orm import Session

from wijksafari.errors import FieldsError, InputError, StaleError
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning.held_days import Absence
from wijksafari.planning.pattern_reading import MOST_LETTERS, Reading, read_words
from wijksafari.planning.pattern_rules import MOST_EVERY, ORDINALS, pattern_of
from wijksafari.planning.patterns import ORDINAL_WORDS, days_words, pattern_words
from wijksafari.planning.words import MONTHS, WEEKDAYS
from wijksafari.services.catalogue.activities import TwiceError, value_of, values_at
from wijksafari.services.catalogue.location_visits import LocationVisit, visits_to
from wijksafari.services.evenings.agenda import Agenda, coming
from wijksafari.services.evenings.overlaps import Overlap, overlaps_with
from wijksafari.services.texts.names import tidy
from wijksafari.web.activity_fields import Fields, ticked, whole
from wijksafari.web.activity_filled import filled, with_words
from wijksafari.web.collaborators import collaborators

_USUAL_ORDINALS = (1, 2, 3, 4, -1)
_USUAL_EVERY = (1, 2, 3, 4, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why something was not done: at ``field`` where ``error`` names none of its own.

    ``seen`` is the version that was changed.
    """

    error: InputError | StaleError
    field: str = "titel"
    seen: int | None = None

    @property
    def errors(self) -> Mapping[str, str]:
        """A sentence by field; none where somebody else was first."""
        if isinstance(self.error, FieldsError):
            return self.error.fields
        if isinstance(self.error, StaleError):
            return {}
        return {"toch" if isinstance(self.error, TwiceError) else self.field: str(self.error)}

    @property
    def overtaken(self) -> str:
        """What to say where somebody else was first."""
        return str(self.error) if isinstance(self.error, StaleError) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDate:
    """A day on which it is held, or why not; ``visits`` are the safaris that come by then."""

    day: date
    opens: datetime
    closes: datetime
    absence: Absence | None
    holiday: str
    visits: tuple[LocationVisit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """An activity as it is now, for beside its form."""

    row: Activity
    words: str
    dates: tuple[ComingDate, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    saved: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that was typed instead of the fields, and what it was taken to mean."""

    sentence: str
    reading: Reading


def read_said(fields: Fields) -> tuple[Fields, Said | None]:
    """The fields filled in as the sentence in the address (``zin``) says, if there is one."""
    sentence = tidy(request.args.get("zin", ""))[:MOST_LETTERS]
    if not sentence:
        return fields, None
    reading = read_words(sentence, collaborators().now().date())
    return with_words(fields, reading), Said(sentence, reading)


def render_form(
    session: Session,
    neighbourhood: Neighbourhood,
    location: Location,
    fields: Fields,
    *,
    row: Activity | None = None,
    refusal: Refusal | None = None,
    said: Said | None = None,
) -> str | tuple[str, int]:
    """The form with these ``fields``; of ``row``, where it is not a new one."""
    errors = refusal.errors if refusal else {}
    overtaken = refusal.overtaken if refusal else ""
    text = render_template(
        "web/activity_form.html",
        neighbourhood=neighbourhood,
        location=location,
        fields=fields,
        said=said,
        errors=errors,
        overtaken=overtaken,
        twice="toch" in errors,
        present=_present(session, neighbourhood, row) if row else None,
        # After both versions were seen, saving replaces the other knowingly.
        seen=refusal.seen if refusal and errors else row and row.revision,
        every_choices=_every(fields),
        ordinals={each: ORDINAL_WORDS[each] for each in _ordinals(fields)},
        kept=_kept(row),
        days=tuple(enumerate(WEEKDAYS)),
        months=tuple(enumerate(MONTHS, start=1)),
    )
    return text, 409 if overtaken else 400 if errors else 200


def _present(session: Session, neighbourhood: Neighbourhood, row: Activity) -> Present:
    made = collaborators()
    value = value_of(row)
    others = [each for number, each in values_at(row.location).items() if number != row.id]
    visits = visits_to(session, neighbourhood, value.location_id, made.now())
    agenda = coming(session, neighbourhood, made.now().date(), code=value.location_id)
    return Present(
        row=row,
        words=pattern_words(value, made.now().date()),
        dates=tuple(_dates(agenda, row.id, [each for each in visits if each.during(value)])),
        overlaps=overlaps_with(value, others),
        saved=filled(value),
    )


def _dates(agenda: Agenda, number: int, visits: Iterable[LocationVisit]) -> Iterator[ComingDate]:
    for day in agenda.days:
        for entry in (*day.held, *day.missed):
            if entry.number == number:
                public = entry.absence == "public_holiday"
                yield ComingDate(
                    day=day.day,
                    opens=entry.opens,
                    closes=entry.closes,
                    absence=entry.absence,
                    holiday=day.public_holiday if public else day.school_holiday,
                    visits=tuple(each for each in visits if each.day == day.day),
                )


def _every(fields: Fields) -> tuple[int, ...]:
    """Every how many weeks or months: the usual choices, and what was chosen before."""
    names = ("om_de_weken", "om_de_maanden")
    chosen = {whole(fields, name, 1, MOST_EVERY, {}) or 1 for name in names}
    return tuple(sorted({*_USUAL_EVERY, *chosen}))


def _ordinals(fields: Fields) -> tuple[int, ...]:
    """The usual ones, and any other that was chosen before."""
    chosen = ticked(fields, "welke", ORDINALS)
    return tuple(each for each in ORDINALS if each in _USUAL_ORDINALS or each in chosen)


def _kept(row: Activity | None) -> str:
    """In words, the days of a rule that no field can express; nothing for another."""
    if row is None or row.rrule is None:
        return ""
    pattern = pattern_of(row.rrule, row.first_date)
    return days_words(pattern) if pattern.rhythm == "other" else ""
