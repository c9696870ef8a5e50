import pytest

from wijksafari.planning.street_names import spoken


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Prinsengracht", "de Prinsengracht op"),
        ("Haarlemmerplein", "het Haarlemmerplein op"),
        ("Westerpark", "het Westerpark in"),
        ("Jaagpad", "het Jaagpad op"),
        ("Begijnhof", "het Begijnhof in"),
        ("Ledig Erf", "het Ledig Erf in"),
        ("Java-eiland", "het Java-eiland op"),
        ("Leidsebosje", "het Leidsebosje op"),
        ("Anjeliersstraatje", "het Anjeliersstraatje in"),
        ("Lucasbolwerk", "het Lucasbolwerk op"),
        ("Damrak", "het Damrak op"),
        ("Vredenburg", "het Vredenburg op"),
        ("Oudegracht", "de Oudegracht op"),
        ("Neude", "de Neude op"),
        ("Overtoom", "de Overtoom op"),
        ("Catharijnesingel", "de Catharijnesingel op"),
        ("Nassaukade", "de Nassaukade op"),
        ("Korte Prinsengracht", "de Korte Prinsengracht op"),
        ("Haarlemmer Houttuinen", "de Haarlemmer Houttuinen op"),
    ],
)
def test_the_last_part_of_the_name_chooses_article_and_preposition(name: str, phrase: str) -> None:
    assert f"{spoken(name).phrase} {spoken(name).particle}" == phrase


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Laan van Nootdorp", "de Laan van Nootdorp"),
        ("Plein van Siena", "het Plein van Siena"),
        ("Oudegracht aan de Werf", "de Oudegracht aan de Werf"),
        ("Plein 1944", "het Plein 1944"),
        ("Plein '40-'45", "het Plein '40-'45"),
        ("Park Transwijk", "het Park Transwijk"),
        ("Wilhelminaplein Noord", "het Wilhelminaplein Noord"),
        ("Jan van Galenstraat", "de Jan van Galenstraat"),
        ("Van der Pekstraat", "de Van der Pekstraat"),
        ("Te Boelaerpad", "het Te Boelaerpad"),
    ],
)
def test_the_word_that_carries_the_name_is_found(name: str, phrase: str) -> None:
    assert spoken(name).phrase == phrase


@pytest.mark.parametrize(
    "name",
    ["Het Hoge Land", "De Passage", "'t Zand", "Achter Clarenburg", "Tussen de Bogen"],
)
def test_names_that_stand_by_themselves_get_no_article(name: str) -> None:
    assert spoken(name).phrase == name


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("De Clercqstraat", "de De Clercqstraat"),
        ("De Wittenkade", "de De Wittenkade"),
        ("Buiten Oranjestraat", "de Buiten Oranjestraat"),
        ("Ten Katestraat", "de Ten Katestraat"),
        ("Oranje", "de Oranje"),
        ("Amstelstad", "de Amstelstad"),
    ],
)
def test_names_that_only_look_like_an_exception_are_none(name: str, phrase: str) -> None:
    assert spoken(name).phrase == phrase


def test_parks_are_ridden_through_and_streets_over() -> None:
    assert spoken("Westerpark").along == "door"
    assert spoken("Kinkerstraat").along == "over"
