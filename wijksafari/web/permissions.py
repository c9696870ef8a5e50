"""Who may do what: every endpoint, and who it is for.

``web/access.py`` asks this table before each request; an endpoint without a
line here answers 404, and tests/web/test_permissions.py fails.
"""

from dataclasses import dataclass
from typing import Literal

Role = Literal["ros_adviser", "kwartiermaker"]
Scope = Literal["everyone", "link", "account", "wijk", "safari", "administrator"]


@dataclass(frozen=True, slots=True)
class Permission:
    """Who an endpoint is for.

    ``everyone`` needs nothing. ``link``: the view checks that the visitor opened
    that private link. ``account``: anyone logged in. ``wijk`` and ``safari``:
    whoever has one of ``roles`` in the wijk that the request names (``wijk``
    in its address, query or form) or in the safari's wijk (``uid``); for all others it does
    not exist. ``administrator``: administrators.
    """

    scope: Scope
    roles: frozenset[Role] = frozenset()


BOTH: frozenset[Role] = frozenset(("ros_adviser", "kwartiermaker"))
ADVISER: frozenset[Role] = frozenset(("ros_adviser",))

EVERYONE = Permission("everyone")
LINK_HOLDER = Permission("link")
ACCOUNT = Permission("account")
ADMINISTRATOR = Permission("administrator")
ORGANISERS_IN_WIJK = Permission("wijk", BOTH)
ADVISERS_IN_WIJK = Permission("wijk", ADVISER)
ORGANISERS_OF_SAFARI = Permission("safari", BOTH)
ADVISERS_OF_SAFARI = Permission("safari", ADVISER)

PERMISSIONS: dict[str, Permission] = {
    "static": EVERYONE,
    "leaflet.file": EVERYONE,
    "home.page": ACCOUNT,
    "planner.page": ORGANISERS_IN_WIJK,
    "proposals.page": ORGANISERS_IN_WIJK,
    "editor.page": ORGANISERS_IN_WIJK,
    "editor.save": ORGANISERS_IN_WIJK,
    "safaris.page": ORGANISERS_OF_SAFARI,
    "safaris.map_alone": ORGANISERS_OF_SAFARI,
    "safaris.download": ORGANISERS_OF_SAFARI,
}
