"""Who may do what: every endpoint, and who it is for.

``web/access.py`` asks this table before each request; an endpoint without a
line here answers 404, and tests/web/test_permissions.py fails.
"""

from dataclasses import dataclass
from typing import Literal

from wijksafari.services.accounts.roles import WijkRole

Role = WijkRole
Scope = Literal[
    "everyone", "nobody", "link", "host_link", "account", "wijk", "safari", "administrator"
]


@dataclass(frozen=True, slots=True)
class Permission:
    """Who an endpoint is for.

    ``everyone`` needs nothing; ``nobody`` gets in. ``link`` and ``host_link``: the
    view checks that the visitor opened that private link, of somebody who is or
    may be a participant, or of a stop's host. ``account``: anyone logged in.
    ``wijk`` and ``safari``: whoever has one of ``roles`` in every wijk that the
    request names (``wijk`` in its address, query or form) or in the safari's
    wijk (``uid``); for all others it does not exist. ``administrator``: administrators.
    """

    scope: Scope
    roles: frozenset[Role] = frozenset()


BOTH: frozenset[Role] = frozenset(("ros_adviser", "kwartiermaker"))
ADVISER: frozenset[Role] = frozenset(("ros_adviser",))

EVERYONE = Permission("everyone")
NOBODY = Permission("nobody")
LINK_HOLDER = Permission("link")
HOST_LINK_HOLDER = Permission("host_link")
ACCOUNT = Permission("account")
ADMINISTRATOR = Permission("administrator")
ORGANISERS_IN_WIJK = Permission("wijk", BOTH)
ADVISERS_IN_WIJK = Permission("wijk", ADVISER)
ORGANISERS_OF_SAFARI = Permission("safari", BOTH)
ADVISERS_OF_SAFARI = Permission("safari", ADVISER)

PERMISSIONS: dict[str, Permission] = {
    "static": EVERYONE,
    "leaflet.file": EVERYONE,
    "security.login": EVERYONE,
    "security.two_factor_token_validation": EVERYONE,
    "security.forgot_password": EVERYONE,
    "security.reset_password": EVERYONE,
    "security.change_password": ACCOUNT,
    "welcome.page": EVERYONE,
    "welcome.choose": EVERYONE,
    "account.page": ACCOUNT,
    "account.rename": ACCOUNT,
    "account.log_out": ACCOUNT,
    "second_step.page": ACCOUNT,
    "second_step.switch_on": ACCOUNT,
    "second_step.switch_off": ACCOUNT,
    "administration.page": ADMINISTRATOR,
    "administration.invite": ADMINISTRATOR,
    "administration.user_page": ADMINISTRATOR,
    "administration.set_membership": ADMINISTRATOR,
    "administration.end_membership": ADMINISTRATOR,
    "administration.set_active": ADMINISTRATOR,
    "administration.set_administrator": ADMINISTRATOR,
    "administration.switch_off_second_step": ADMINISTRATOR,
    "administration.invite_again": ADMINISTRATOR,
    # Parts of the accounts library that we do not use, or do in our own way.
    "security.two_factor_setup": NOBODY,
    "security.two_factor_setup_validate": NOBODY,
    "security.two_factor_rescue": NOBODY,
    "security.tf_select": NOBODY,
    "home.page": ACCOUNT,
    # Of somebody who works in a wijk already, or is an administrator; the view looks.
    "wijken.add_form": ACCOUNT,
    "wijken.add": ACCOUNT,
    "wijken.page": ORGANISERS_IN_WIJK,
    "wijken.change_form": ORGANISERS_IN_WIJK,
    "wijken.change": ORGANISERS_IN_WIJK,
    "wijken.fetch_streets": ORGANISERS_IN_WIJK,
    "wijken.streets_state": ORGANISERS_IN_WIJK,
    "planner.page": ORGANISERS_IN_WIJK,
    "proposals.page": ORGANISERS_IN_WIJK,
    "editor.page": ORGANISERS_IN_WIJK,
    "editor.save": ORGANISERS_IN_WIJK,
    # The list of practices is the adviser's to keep: a kwartiermaker sees which there are
    # and how many people they count, not who works there. One safari's organisers do
    # work together: on its pages both see who is invited, answered and comes (not BIG
    # numbers), and both invite and decide.
    "practices.page": ORGANISERS_IN_WIJK,
    "practices.add_form": ADVISERS_IN_WIJK,
    "practices.add": ADVISERS_IN_WIJK,
    "practices.practice": ADVISERS_IN_WIJK,
    "practices.change_form": ADVISERS_IN_WIJK,
    "practices.change": ADVISERS_IN_WIJK,
    "practices.remove_form": ADVISERS_IN_WIJK,
    "practices.remove": ADVISERS_IN_WIJK,
    "people.add_form": ADVISERS_IN_WIJK,
    "people.add": ADVISERS_IN_WIJK,
    "people.change_form": ADVISERS_IN_WIJK,
    "people.change": ADVISERS_IN_WIJK,
    "people.remove": ADVISERS_IN_WIJK,
    "practice_import.page": ADVISERS_IN_WIJK,
    "practice_import.preview": ADVISERS_IN_WIJK,
    "practice_import.write": ADVISERS_IN_WIJK,
    "practice_import.example": ADVISERS_IN_WIJK,
    "practice_import.export": ADVISERS_IN_WIJK,
    "activities.add_form": ORGANISERS_IN_WIJK,
    "activities.add": ORGANISERS_IN_WIJK,
    "activities.change_form": ORGANISERS_IN_WIJK,
    "activities.change": ORGANISERS_IN_WIJK,
    "activities.remove_form": ORGANISERS_IN_WIJK,
    "activities.remove": ORGANISERS_IN_WIJK,
    "activities.cancel_date": ORGANISERS_IN_WIJK,
    "agenda.page": ORGANISERS_IN_WIJK,
    "catalogue.page": ORGANISERS_IN_WIJK,
    "locations.add_form": ORGANISERS_IN_WIJK,
    "locations.add": ORGANISERS_IN_WIJK,
    "locations.location": ORGANISERS_IN_WIJK,
    "locations.change_form": ORGANISERS_IN_WIJK,
    "locations.change": ORGANISERS_IN_WIJK,
    "locations.checked": ORGANISERS_IN_WIJK,
    "locations.remove_form": ORGANISERS_IN_WIJK,
    "locations.remove": ORGANISERS_IN_WIJK,
    "imports.page": ORGANISERS_IN_WIJK,
    "imports.start": ORGANISERS_IN_WIJK,
    "imports.preview": ORGANISERS_IN_WIJK,
    "imports.write": ORGANISERS_IN_WIJK,
    "imports.choose": ORGANISERS_IN_WIJK,
    "imports.resume": ORGANISERS_IN_WIJK,
    "imports.discard": ORGANISERS_IN_WIJK,
    "imports.state": ORGANISERS_IN_WIJK,
    "duplicates.page": ORGANISERS_IN_WIJK,
    "duplicates.merge": ORGANISERS_IN_WIJK,
    "duplicates.distinct": ORGANISERS_IN_WIJK,
    "exports.locations": ORGANISERS_IN_WIJK,
    "exports.activities": ORGANISERS_IN_WIJK,
    "exports.calendar": ORGANISERS_IN_WIJK,
    "exports.hsds": ORGANISERS_IN_WIJK,
    "safaris.page": ORGANISERS_OF_SAFARI,
    "safaris.map_alone": ORGANISERS_OF_SAFARI,
    "safaris.download": ORGANISERS_OF_SAFARI,
    "outbox.page": ORGANISERS_OF_SAFARI,
    "outbox.try_again": ORGANISERS_OF_SAFARI,
    # Only there on the developer's own computer, without a mail server.
    "demo_mail.page": ACCOUNT,
    "demo_mail.one": ACCOUNT,
    "demo_mail.framed": ACCOUNT,
    "demo_mail.attachment": ACCOUNT,
    "demo_mail.source": ACCOUNT,
    "calendars.feed": LINK_HOLDER,
    "calendars.make_feed": ACCOUNT,
    "calendars.revoke_feed": ACCOUNT,
    "links.follow": EVERYONE,
    "sign_up.page": LINK_HOLDER,
    "sign_up.send": LINK_HOLDER,
    "sign_up.done": LINK_HOLDER,
    "sign_up.calendar": LINK_HOLDER,
    "sign_up.cannot": LINK_HOLDER,
    "sign_up.can_after_all": LINK_HOLDER,
    "own_sign_up.page": LINK_HOLDER,
    "own_sign_up.save": LINK_HOLDER,
    "own_sign_up.leave": LINK_HOLDER,
    "own_sign_up.return_": LINK_HOLDER,
    "own_sign_up.accept": LINK_HOLDER,
    "own_sign_up.ask_erase": LINK_HOLDER,
    "own_sign_up.forget": LINK_HOLDER,
    "own_sign_up.forgotten": EVERYONE,
    "own_sign_up.export": LINK_HOLDER,
    "own_sign_up.calendar": LINK_HOLDER,
    "participant_ride.open_": EVERYONE,
    "participant_ride.page": LINK_HOLDER,
    "participant_ride.gpx": LINK_HOLDER,
    "offline.participants_worker": EVERYONE,
    "offline.leaders_worker": EVERYONE,
    "offline.manifest": LINK_HOLDER,
    "offline.state": LINK_HOLDER,
    "hosts.page": HOST_LINK_HOLDER,
    "hosts.state": HOST_LINK_HOLDER,
    "hosts.answer": HOST_LINK_HOLDER,
    "hosts.calendar": HOST_LINK_HOLDER,
    "hosts.card_form": HOST_LINK_HOLDER,
    "hosts.propose_card": HOST_LINK_HOLDER,
    "host_requests.page": ORGANISERS_OF_SAFARI,
    "host_requests.ask": ORGANISERS_OF_SAFARI,
    "host_requests.answer_for": ORGANISERS_OF_SAFARI,
    "host_requests.name_coach": ORGANISERS_OF_SAFARI,
    "host_requests.make_definite": ORGANISERS_OF_SAFARI,
    "host_requests.undo_definite": ORGANISERS_OF_SAFARI,
    "host_requests.renew_link": ORGANISERS_OF_SAFARI,
    "host_requests.revoke_link": ORGANISERS_OF_SAFARI,
    "participants.page": ORGANISERS_OF_SAFARI,
    "participants.download": ORGANISERS_OF_SAFARI,
    "participants.ask_withdraw": ORGANISERS_OF_SAFARI,
    "participants.withdraw_somebody": ORGANISERS_OF_SAFARI,
    "accreditation.page": ADVISERS_OF_SAFARI,
    "accreditation.show": ADVISERS_OF_SAFARI,
    "accreditation.download": ADVISERS_OF_SAFARI,
    "attendance.page": ORGANISERS_OF_SAFARI,
    "attendance.mark": ORGANISERS_OF_SAFARI,
    "attendance.send": ORGANISERS_OF_SAFARI,
    "attendance.state": ORGANISERS_OF_SAFARI,
    "presence_list.page": ORGANISERS_OF_SAFARI,
    "presence_list.download": ORGANISERS_OF_SAFARI,
    "leading.page": ORGANISERS_OF_SAFARI,
    "leading.report": ORGANISERS_OF_SAFARI,
    "leading.go_on": ORGANISERS_OF_SAFARI,
    "leading.undo": ORGANISERS_OF_SAFARI,
    "decisions.page": ORGANISERS_OF_SAFARI,
    "decisions.confirm": ORGANISERS_OF_SAFARI,
    "decisions.cancel": ORGANISERS_OF_SAFARI,
    "decisions.extend": ORGANISERS_OF_SAFARI,
    "decisions.remind": ORGANISERS_OF_SAFARI,
    "copies.page": ORGANISERS_OF_SAFARI,
    "copies.copy": ORGANISERS_OF_SAFARI,
    "host_changes.apply": ORGANISERS_OF_SAFARI,
    "agreements.page": ORGANISERS_OF_SAFARI,
    "agreements.save": ORGANISERS_OF_SAFARI,
    "riding_groups.page": ORGANISERS_OF_SAFARI,
    "riding_groups.divide": ORGANISERS_OF_SAFARI,
    "riding_groups.arrange": ORGANISERS_OF_SAFARI,
    "riding_groups.guide": ORGANISERS_OF_SAFARI,
    "journal.page": ORGANISERS_OF_SAFARI,
    "invitations.page": ORGANISERS_OF_SAFARI,
    "invitations.send": ORGANISERS_OF_SAFARI,
    "invitations.remind": ORGANISERS_OF_SAFARI,
    "invitations.withdraw_whole_practice": ORGANISERS_OF_SAFARI,
    "invitations.withdraw": ORGANISERS_OF_SAFARI,
    "invitations.renew": ORGANISERS_OF_SAFARI,
    "invitation_preview.page": ORGANISERS_OF_SAFARI,
    "invitation_preview.framed": ORGANISERS_OF_SAFARI,
    "posters.one": ORGANISERS_OF_SAFARI,
    "posters.everyone": ORGANISERS_OF_SAFARI,
    "paper.own": LINK_HOLDER,
    "paper.organisers": ORGANISERS_OF_SAFARI,
    "referral_cards.page": ORGANISERS_IN_WIJK,
    "referral_cards.change_form": ORGANISERS_IN_WIJK,
    "referral_cards.change": ORGANISERS_IN_WIJK,
    "referral_cards.paper": ORGANISERS_IN_WIJK,
    "referral_cards.vcard": ORGANISERS_IN_WIJK,
    "referral_cards.booklet": ORGANISERS_OF_SAFARI,
    "referral_cards.booklet_paper": ORGANISERS_OF_SAFARI,
    "card_proposals.page": ORGANISERS_IN_WIJK,
    "card_proposals.decide": ORGANISERS_IN_WIJK,
    "own_cards.page": LINK_HOLDER,
    "own_cards.vcard": LINK_HOLDER,
}
