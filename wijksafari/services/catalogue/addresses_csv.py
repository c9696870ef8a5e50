"""Where the rows of a list are that have an address and no coordinates."""

from collections.abc import Iterable, Iterator

from wijksafari.errors import ServiceUnavailableError
from wijksafari.planning.address import Address, AddressFinder, Ambiguous, Found, NotFound


def located(
    addresses: Iterable[tuple[int, str, Address]],
    geocode: AddressFinder | None,
    problems: list[str],
) -> Iterator[tuple[str, Found]]:
    """By id where each of ``addresses`` is, which come with their row and their id.

    What cannot be found is a sentence in ``problems``. Without ``geocode``, or
    once it is down, that is one sentence for all that are left.
    """
    waiting = list(addresses)
    if geocode is None:
        if waiting:
            problems.append(
                f"{_rows(waiting)}: geen coördinaten. Vul de kolommen latitude en longitude in."
            )
        return
    for done, (row, location_id, address) in enumerate(waiting):
        try:
            finding = geocode(address)
        except ServiceUnavailableError as error:
            problems.append(
                f"{_rows(waiting[done:])}: het adres kon niet worden opgezocht. {error} Vul de"
                " kolommen latitude en longitude in, of probeer het later opnieuw."
            )
            return
        if isinstance(finding, Found):
            yield location_id, finding
        else:
            problems.append(f"Rij {row}: het adres '{address}' {_why_not(finding)}")


def _why_not(finding: Ambiguous | NotFound) -> str:
    if isinstance(finding, Ambiguous):
        return f"kan meer plaatsen zijn: {finding}. Vul het adres aan of geef coördinaten."
    return f"is niet gevonden.{finding.hint} Verbeter het adres of geef coördinaten."


def _rows(waiting: list[tuple[int, str, Address]]) -> str:
    numbers = [str(row) for row, _, _ in waiting]
    if len(numbers) == 1:
        return f"Rij {numbers[0]}"
    more = f" en {len(numbers) - 10} andere" if len(numbers) > 10 else ""
    return f"Rijen {', '.join(numbers[:10])}{more}"
