"""Hours a location agreed with us for one evening."""

from datetime import time

import pytest

from tests.planning.worlds import DAY, create_activity, moment, occurring
from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.planning.agreed_hours import RECEPTION, AgreedHours, within_agreed_hours

SEVEN_TO_EIGHT = {"de-linde": AgreedHours(time(19), time(20))}


def cut(*occurrences):
    found = within_agreed_hours(occurrences, SEVEN_TO_EIGHT, DAY, AMSTERDAM)
    return [(each.activity.title, each.opens, each.closes) for each in found]


def test_what_goes_on_is_cut_to_the_hours():
    found = cut(*occurring(create_activity(opens="17.00", closes="21.00")))
    assert found == [("Koffie en hulp", moment(19), moment(20))]


def test_where_it_covers_part_of_them_the_group_is_also_received_by_appointment():
    found = cut(*occurring(create_activity(opens="17.00", closes="19.30")))
    assert found == [
        ("Koffie en hulp", moment(19), moment(19, 30)),
        (RECEPTION, moment(19), moment(20)),
    ]


def test_outside_its_usual_hours_the_location_receives_by_appointment():
    assert cut(*occurring(create_activity(opens="15.00", closes="17.00"))) == [
        (RECEPTION, moment(19), moment(20))
    ]


def test_an_appointment_is_worth_what_a_presentation_is():
    (found,) = within_agreed_hours((), SEVEN_TO_EIGHT, DAY, AMSTERDAM)
    assert found.activity.kind == "presentation"
    assert found.activity.location_id == "de-linde"


def test_other_locations_stay_as_they_are():
    others = occurring(create_activity("het-baken", opens="15.00"))
    assert within_agreed_hours(others, {}, DAY, AMSTERDAM) == others
    assert others[0] in within_agreed_hours(others, SEVEN_TO_EIGHT, DAY, AMSTERDAM)


@pytest.mark.parametrize("until", [time(19), time(18), time(19, 4)])
def test_hours_in_which_no_visit_fits_are_refused(until):
    with pytest.raises(InputError, match=r"Tussen 19\.00 en"):
        AgreedHours(time(19), until)
