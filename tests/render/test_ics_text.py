"""Calendar components as text are what the library would have written."""

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Alarm, Event

from wijksafari.render.ics_text import text_of


def component(kind: type[Event] | type[Alarm], description: str) -> Event | Alarm:
    made = kind()
    made.add("description", description)
    return made


@given(st.text(st.sampled_from("ab ;,\\^é€🚲"), max_size=400))
def test_lines_fold_where_the_library_folds_them(words: str) -> None:
    made = component(Event, words)
    assert text_of(made).encode() == made.to_ical()


def test_what_is_inside_comes_before_the_end() -> None:
    inner, whole = component(Alarm, "Morgen."), component(Event, "Vanavond.")
    text = text_of(whole, [text_of(inner)])
    whole.add_component(inner)
    assert text.encode() == whole.to_ical()
