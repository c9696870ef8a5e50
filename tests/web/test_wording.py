import pytest

from wijksafari.web.wording import how_many, minutes, percentage


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "Geen locaties"),
        (1, "Eén locatie"),
        (2, "Twee locaties"),
        (13, "Dertien locaties"),
        (20, "Twintig locaties"),
        (21, "21 locaties"),
    ],
)
def test_numbers_of_locations_are_words_up_to_twenty(count: int, text: str) -> None:
    assert how_many(count) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, "0 min"), (10, "1 min"), (400, "7 min")])
def test_riding_takes_whole_minutes(seconds: float, text: str) -> None:
    assert minutes(seconds) == text


def test_a_share_is_a_whole_percentage() -> None:
    assert percentage(0.456) == "46\u00a0%"
