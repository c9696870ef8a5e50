"""Looking addresses up for a file that has some without coordinates."""

import os

from wijksafari import clock
from wijksafari.config import read_settings
from wijksafari.database import open_database
from wijksafari.planning.address import Address, Finding
from wijksafari.services.geocoding import keeping_finder
from wijksafari.streets.geocode import address_finder


def find_address(address: Address) -> Finding:
    """The place, asked of the installation's geocoders once and kept in its database."""
    settings = read_settings(os.environ)
    database = open_database(settings.database_url)
    try:
        database.upgrade()
        finder = address_finder(settings.pdok_url, settings.nominatim_url)
        return keeping_finder(database, finder, clock.now)(address)
    finally:
        database.engine.dispose()
