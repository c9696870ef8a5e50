import re
from base64 import b64encode
from hashlib import sha256

from tests.render.worlds import LINDE, hostile, itinerary, streets, violated
from wijksafari.render.map import map_page
from wijksafari.render.programme import Names

NAMES = Names(title="Wijksafari Jordaan", meeting_point="De praktijk")
PAGE = map_page(itinerary(), streets(), NAMES)


def test_the_page_is_dutch_has_a_title_and_may_be_zoomed() -> None:
    assert '<html lang="nl">' in PAGE
    assert "<title>Wijksafari Jordaan, donderdag 4 juni 2026, 17.30 tot 20.30 uur</title>" in PAGE
    assert PAGE.count('name="viewport"') == 1
    assert "user-scalable" not in PAGE
    assert "maximum-scale" not in PAGE


def test_nothing_is_loaded_but_tiles() -> None:
    assert not re.search(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=", PAGE)
    assert not re.search(r"cdn|jquery|bootstrap|fontawesome", PAGE.split("<body>")[1])
    assert "url(images/" not in PAGE
    assert "service.pdok.nl/brt/achtergrondkaart" in PAGE


def test_both_sources_of_the_map_are_credited() -> None:
    footer = PAGE[PAGE.index("<footer>") :]

    assert "© Kadaster / PDOK, CC BY 4.0" in footer
    assert "© OpenStreetMap-bijdragers (ODbL)" in footer


def test_the_policy_allows_exactly_the_scripts_and_styles_of_the_page() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', PAGE)
    assert policy is not None
    allowed = policy[1].replace("&#39;", "'").replace("&#43;", "+")
    inside = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", PAGE, re.DOTALL)

    assert len(inside) == 6
    for text in inside:
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in allowed
    assert "unsafe" not in allowed


def test_the_list_alone_tells_what_the_map_tells() -> None:
    programme = PAGE[PAGE.index('<ol class="programme">') :]

    told = (
        "Verzamelen: De praktijk",
        "Naar Buurtkamer De Linde: 3 minuten, 550 m",
        "Vertrek in westelijke richting over de Prinsengracht, 120 m",
        "Samen eten, open 17.00 tot 21.00 uur",
        "Lindengracht 10, 1015 KB Amsterdam",
        "Aankomst: De praktijk",
    )

    assert [programme.index(text) for text in told] == sorted(map(programme.index, told))


def test_a_map_that_goes_around_keeps_hosts_details_to_itself() -> None:
    assert LINDE.contact_email not in PAGE
    assert LINDE.contact_phone not in PAGE


def test_violations_stand_above_the_map() -> None:
    page = map_page(violated().itinerary)

    assert page.index("7 minuten te laat") < page.index('class="wijkkaart"')


def test_words_are_no_template_no_markup_and_no_script() -> None:
    page = map_page(hostile().itinerary, streets())

    assert "36481" not in page
    assert "<img" not in page
    assert page.count("<script>") == page.count("</script>") == 3


def test_the_same_tour_gives_the_same_page() -> None:
    assert map_page(itinerary(), streets(), NAMES) == PAGE


def test_the_page_is_small_enough_to_mail() -> None:
    assert len(PAGE.encode()) < 300_000


def test_no_element_carries_its_own_style_or_handler() -> None:
    body = PAGE[PAGE.index("<body>") : PAGE.index("<footer>")]

    assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", body)
