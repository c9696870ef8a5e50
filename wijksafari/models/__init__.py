"""Tables, one subject a file."""

from wijksafari.models.base import Base
from wijksafari.models.catalogue_import import CatalogueImport, ImportEntry, ImportFile
from wijksafari.models.geocode import GeocodeAnswer
from wijksafari.models.host_request import HostRequest
from wijksafari.models.invitation import Invitation
from wijksafari.models.journal import JournalEntry
from wijksafari.models.link import Link
from wijksafari.models.location import (
    Activity,
    ContactPerson,
    DistinctPair,
    Location,
    LocationMerge,
    LocationSource,
)
from wijksafari.models.message import Message
from wijksafari.models.neighbourhood import Neighbourhood, StreetFetch
from wijksafari.models.practice import Person, Practice
from wijksafari.models.referral_card import CardProposal, ReferralCard
from wijksafari.models.representation import RepresentationPoint
from wijksafari.models.ride import HostNotice, RideAction, WalkIn
from wijksafari.models.riding_group import RidingGroup
from wijksafari.models.safari import Safari
from wijksafari.models.sign_up import SignUp
from wijksafari.models.user import Membership, Role, User

__all__ = [
    "Activity",
    "Base",
    "CardProposal",
    "CatalogueImport",
    "ContactPerson",
    "DistinctPair",
    "GeocodeAnswer",
    "HostNotice",
    "HostRequest",
    "ImportEntry",
    "ImportFile",
    "Invitation",
    "JournalEntry",
    "Link",
    "Location",
    "LocationMerge",
    "LocationSource",
    "Membership",
    "Message",
    "Neighbourhood",
    "Person",
    "Practice",
    "ReferralCard",
    "RepresentationPoint",
    "RideAction",
    "RidingGroup",
    "Role",
    "Safari",
    "SignUp",
    "StreetFetch",
    "User",
    "WalkIn",
]
