"""Looking addresses up for a file that has some without coordinates."""

import os
from functools import lru_cache

from wijksafari import clock
from wijksafari.config import Settings, read_settings
from wijksafari.database import open_database
from wijksafari.planning.address import Address, AddressFinder, Finding
from wijksafari.services.wijken.geocoding import keeping_finder
from wijksafari.streets.geocode import address_finder


def find_address(address: Address) -> Finding:
    """The place, asked of the installation's geocoders once and kept in its database."""
    return _finder(read_settings(os.environ))(address)


# A file has hundreds of addresses: they share one database, brought up to date
# once, and one finder, which keeps to the pace a geocoder asks for.
@lru_cache(maxsize=1)
def _finder(settings: Settings) -> AddressFinder:
    database = open_database(settings.database_url)
    database.upgrade()
    finder = address_finder(settings.pdok_url, settings.nominatim_url)
    return keeping_finder(database, finder, clock.now)
