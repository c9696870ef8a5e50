"""Tables, one subject a file."""

from wijksafari.models.base import Base
from wijksafari.models.geocode import GeocodeAnswer
from wijksafari.models.invitation import Invitation
from wijksafari.models.journal import JournalEntry
from wijksafari.models.link import Link
from wijksafari.models.location import Activity, Location
from wijksafari.models.message import Message
from wijksafari.models.neighbourhood import Neighbourhood
from wijksafari.models.practice import Person, Practice
from wijksafari.models.representation import RepresentationPoint
from wijksafari.models.ride import HostNotice, RideAction, WalkIn
from wijksafari.models.riding_group import RidingGroup
from wijksafari.models.safari import Safari
from wijksafari.models.sign_up import SignUp
from wijksafari.models.user import Membership, Role, User

__all__ = [
    "Activity",
    "Base",
    "GeocodeAnswer",
    "HostNotice",
    "Invitation",
    "JournalEntry",
    "Link",
    "Location",
    "Membership",
    "Message",
    "Neighbourhood",
    "Person",
    "Practice",
    "RepresentationPoint",
    "RideAction",
    "RidingGroup",
    "Role",
    "Safari",
    "SignUp",
    "User",
    "WalkIn",
]
