"""What people are called who work with the site, in code and on the screen."""

from typing import Literal

WijkRole = Literal["ros_adviser", "kwartiermaker"]

ADMINISTRATOR = "administrator"
ROLE_NAMES: dict[str, str] = {
    "ros_adviser": "adviseur",
    "kwartiermaker": "kwartiermaker",
}
