"""Where the gallery's pages are: at least one address for every endpoint that shows a page."""

from __future__ import annotations

from tests.browser.gallery import LONG_CODE, Gallery

# What answers with a file, or only leads to another page.
NO_PAGE = {
    *("static", "leaflet.file", "links.follow"),
    *("safaris.download", "participants.download", "own_sign_up.export"),
    *("presence_list.download", "attendance.state"),
    *("practice_import.example", "practice_import.export"),
    *("exports.locations", "exports.activities", "exports.calendar", "exports.hsds"),
    *("calendars.feed", "sign_up.calendar", "own_sign_up.calendar"),
    *("demo_mail.attachment", "demo_mail.source"),
    *(*("hosts.state", "hosts.calendar"), "imports.state", "wijken.streets_state"),
    *("referral_cards.vcard", "own_cards.vcard"),
    *("offline.participants_worker", "offline.leaders_worker", "offline.manifest", "offline.state"),
    *("participant_ride.open_", "participant_ride.gpx"),
}
# Planning and the map have browser tests of their own.
ELSEWHERE = {"safaris.map_alone", "planner.page", "proposals.page", "editor.page"}
# Shows a map, with tiles from elsewhere.
WITH_MAP = {
    *("safaris.page", "participant_ride.page"),
    *("wijken.page", "wijken.add_form", "wijken.change_form"),
    *("catalogue.page", "locations.location", "locations.add_form", "locations.change_form"),
}

# Come to by a way of their own, in test_every_answer.py.
WALKED_TO = {
    *("security.two_factor_token_validation", "security.reset_password", "sign_up.done"),
    *("demo_mail.one", "demo_mail.framed", "invitation_preview.framed"),
}

Pages = dict[str, tuple[str, ...]]


def organisers_pages(gallery: Gallery) -> Pages:
    """For whoever is logged in and may see everything."""
    every = [f"/safari/{uid}" for name, uid in gallery.evenings.items() if name != "letters"]
    few, concept, held, full = (
        f"/safari/{gallery.evenings[name]}" for name in ("few", "concept", "held", "full")
    )
    three = (few, concept, held)
    number = gallery.numbers
    wijk = "/wijk/proefwijk/praktijken"
    practice = f"{wijk}/{number['practice']}"
    linde, letter = (f"/wijk/proefwijk/locaties/{code}" for code in ("linde", "letter"))
    activities = tuple(
        f"/wijk/proefwijk/locaties/{LONG_CODE}/activiteiten/{number[f'activity: {name}']}"
        for name in ("usual", "odd")
    )
    preview = f"/uitnodigen/voorbeeld?praktijk={number['practice']}"
    return {
        "home.page": ("/",),
        "account.page": ("/account",),
        "wijken.add_form": ("/wijken/nieuw",),
        "wijken.page": tuple(
            f"/wijk/{slug}" for slug in ("proefwijk", "ophaalwijk", "mislukwijk", "leegwijk")
        ),
        "wijken.change_form": ("/wijk/proefwijk/instellingen",),
        "imports.page": ("/wijk/proefwijk/inlezen", "/wijk/leegwijk/inlezen"),
        "imports.preview": tuple(
            f"/wijk/proefwijk/inlezen/{number[f'import: {name}']}"
            for name in ("everything", "held", "failed", "busy", "refused")
        ),
        "duplicates.page": (
            *("/wijk/proefwijk/dubbel", "/wijk/leegwijk/dubbel"),
            "/wijk/proefwijk/dubbel?een=linde&ander=letter",
        ),
        "second_step.page": ("/account/tweestaps",),
        "security.change_password": ("/account/wachtwoord",),
        "administration.page": ("/beheer",),
        "administration.user_page": (f"/beheer/account/{number['user']}",),
        "practices.page": (wijk,),
        "practices.add_form": (f"{wijk}/nieuw",),
        "practices.practice": (practice,),
        "practices.change_form": (f"{practice}/wijzig",),
        "practices.remove_form": (f"{practice}/verwijder",),
        "people.add_form": (f"{practice}/mensen/nieuw",),
        "people.change_form": (f"{practice}/mensen/{number['person']}",),
        "practice_import.page": (f"{wijk}/inlezen",),
        "catalogue.page": (
            *("/wijk/proefwijk/locaties", "/wijk/leegwijk/locaties"),
            "/wijk/proefwijk/locaties?open=di&q=de&nakijken=1&thema=taal",
            "/wijk/proefwijk/locaties?q=nergens",
        ),
        "locations.add_form": ("/wijk/proefwijk/locaties/nieuw",),
        "locations.location": (linde, f"/wijk/proefwijk/locaties/{LONG_CODE}"),
        "locations.change_form": (f"/wijk/proefwijk/locaties/{LONG_CODE}/wijzig",),
        "locations.remove_form": (f"{linde}/verwijder",),
        "activities.add_form": (
            f"{linde}/activiteiten/nieuw",
            f"{linde}/activiteiten/nieuw?zin=Inloop%20elke%20dinsdag%2019-21%20uur%20bij%20regen",
        ),
        "activities.change_form": activities,
        "activities.remove_form": (f"{activities[0]}/verwijder",),
        "agenda.page": tuple(f"/wijk/{slug}/agenda" for slug in ("proefwijk", "leegwijk")),
        "safaris.page": three,
        "copies.page": (f"{few}/kopie",),
        "agreements.page": tuple(f"{each}/afspraken" for each in three),
        "decisions.page": tuple(f"{each}/stand" for each in every),
        "invitations.page": tuple(f"{each}/uitnodigen" for each in three),
        "invitation_preview.page": (
            concept + preview,
            f"{few}/uitnodigen/voorbeeld?soort=herinnering",
        ),
        "posters.one": (f"{few}/poster/{number['practice']}",),
        "posters.everyone": (f"{few}/posters",),
        "paper.organisers": (f"{few}/papier",),
        "participants.page": tuple(f"{each}/aanmeldingen" for each in (*three, full)),
        "participants.ask_withdraw": (f"{few}/aanmeldingen/{number['few: sign-up']}/afmelden",),
        "accreditation.page": (f"{few}/accreditatie", f"{concept}/accreditatie"),
        "host_requests.page": tuple(
            f"/safari/{gallery.evenings[name]}/gastheren"
            for name in ("asked", "few", "cancelled", "held")
        ),
        "riding_groups.page": tuple(
            f"/safari/{gallery.evenings[name]}/groepen"
            for name in ("concept", "few", "held", "divided")
        ),
        "leading.page": tuple(
            f"/onderweg/{gallery.evenings[name]}"
            for name in ("confirmed", "tonight", "held", "cancelled")
        ),
        "attendance.page": tuple(
            f"/onderweg/{gallery.evenings[name]}/wie"
            for name in ("tonight", "held", "cancelled", "concept")
        ),
        "presence_list.page": tuple(
            f"/safari/{gallery.evenings[name]}/aanwezigheid" for name in ("tonight", "concept")
        ),
        "outbox.page": (f"{few}/mail", f"{concept}/mail"),
        "journal.page": (f"{few}/logboek", f"{held}/logboek"),
        "demo_mail.page": ("/mail",),
        "referral_cards.page": (f"{linde}/kaart", f"{letter}/kaart"),
        "referral_cards.change_form": (f"{linde}/kaart/wijzig",),
        "referral_cards.paper": (f"{linde}/kaart/papier",),
        "referral_cards.booklet": (f"{held}/kaarten", f"{few}/kaarten"),
        "referral_cards.booklet_paper": (f"{few}/kaarten/papier",),
        "card_proposals.page": ("/wijk/proefwijk/kaartvoorstellen",),
    }


def visitors_pages(gallery: Gallery) -> Pages:
    """For anybody, with the private links they were sent."""
    link = gallery.links
    erase = f"/aanmelding/{gallery.numbers['few: taking part']}/wissen"
    return {
        "security.login": ("/inloggen",),
        "security.forgot_password": ("/wachtwoord-vergeten",),
        "welcome.page": (link["account"],),
        "sign_up.page": (
            *(link[f"few: {whose}"] for whose in ("practice", "person", "declined")),
            *(link[f"{state}: practice"] for state in ("full", "closed", "cancelled", "held")),
        ),
        "own_sign_up.page": (
            *(link[f"{state}: taking part"] for state in ("few", "confirmed", "cancelled", "held")),
            *(link[f"full: {status}"] for status in ("offered", "waiting", "withdrawn")),
        ),
        "hosts.page": tuple(
            link[f"host: {state}"]
            for state in (
                *("planned", "late", "skipped", "cancelled", "stranger"),
                *("asked", "yes", "yes_but", "no"),
            )
        ),
        # After the links above: it shows only to who opened theirs.
        "hosts.card_form": (f"/locatie/{gallery.numbers['host: yes']}/kaart",),
        # After the links above: it shows only to who opened theirs.
        "paper.own": tuple(
            f"/mee/{gallery.numbers[f'{state}: taking part']}/papier"
            for state in ("confirmed", "cancelled")
        ),
        # After the links above: it shows only to who opened theirs.
        "participant_ride.page": tuple(
            f"/mee/{gallery.numbers[f'{state}: taking part']}"
            for state in ("few", "confirmed", "cancelled", "held")
        ),
        # The same.
        "own_cards.page": (f"/mee/{gallery.numbers['confirmed: taking part']}/kaarten",),
        "own_sign_up.ask_erase": (erase,),
        "own_sign_up.forgotten": ("/aanmelding/gewist",),
    }


def failing_pages(gallery: Gallery) -> dict[str, int]:
    """Addresses that do not work, with the status that says so."""
    return {
        "/bestaat-niet": 404,
        "/safari/onbekend/stand": 404,
        "/mail/onbekend.eml": 404,
        "/uitnodiging/onbekend": 404,
        f"/aanmelding/{gallery.numbers['full: offered']}": 404,
        gallery.links["unknown"]: 404,
        gallery.links["revoked"]: 410,
        gallery.links["expired"]: 410,
        "/uitloggen": 405,
        f"/safari/{gallery.evenings['cancelled']}/uitnodigen/voorbeeld?soort=herinnering": 409,
        "/plannen/route?wijk=proefwijk&datum=gisteren": 400,
    }
