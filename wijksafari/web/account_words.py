"""What the accounts library says, in our words."""

Message = tuple[str, str]

_UNKNOWN = "Het e-mailadres of het wachtwoord klopt niet. Probeer het opnieuw."
_SENT = (
    "Is dit e-mailadres bij ons bekend, dan is er nu een mail onderweg met een link om een nieuw"
    " wachtwoord te kiezen. De link werkt twee uur."
)
_STALE_LINK = (
    "Deze link werkt niet meer: hij is al gebruikt of te oud. Vraag hieronder een nieuwe aan."
)
_WRONG_CODE = "Deze code klopt niet (meer). Vul de code in die uw app nu toont."

# By the library's names; the second word is the kind of notice.
MESSAGES: dict[str, Message] = {
    "GENERIC_AUTHN_FAILED": (_UNKNOWN, "error"),
    "USER_DOES_NOT_EXIST": (_UNKNOWN, "error"),
    "INVALID_PASSWORD": ("Uw huidige wachtwoord klopt niet.", "error"),
    "DISABLED_ACCOUNT": (_UNKNOWN, "error"),
    "GENERIC_RECOVERY": (_SENT, "info"),
    "PASSWORD_RESET_REQUEST": (_SENT, "info"),
    "PASSWORD_RESET_EXPIRED": (_STALE_LINK, "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (_STALE_LINK, "error"),
    "PASSWORD_RESET_NO_LOGIN": (
        "Uw nieuwe wachtwoord is bewaard. Log ermee in; overal elders bent u uitgelogd.",
        "success",
    ),
    "PASSWORD_CHANGE": (
        "Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd.",
        "success",
    ),
    "PASSWORD_IS_THE_SAME": ("Dit is uw huidige wachtwoord. Kies een ander.", "error"),
    "RETYPE_PASSWORD_MISMATCH": ("De twee wachtwoorden zijn niet gelijk.", "error"),
    "PASSWORD_NOT_PROVIDED": ("Vul een wachtwoord in.", "error"),
    "EMAIL_NOT_PROVIDED": ("Vul uw e-mailadres in.", "error"),
    "INVALID_EMAIL_ADDRESS": ("Vul een e-mailadres in als naam@organisatie.nl.", "error"),
    "INVALID_INPUT": ("Wat u invulde, kan hier niet.", "error"),
    "INVALID_CODE": (_WRONG_CODE, "error"),
    "TWO_FACTOR_INVALID_TOKEN": (_WRONG_CODE, "error"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": ("U bent ingelogd.", "success"),
    "TWO_FACTOR_PERMISSION_DENIED": ("Log eerst in met uw e-mailadres en wachtwoord.", "error"),
    "UNAUTHENTICATED": ("Log in om deze pagina te zien.", "error"),
    "FORGOT_PASSWORD": ("Wachtwoord vergeten?", "info"),
}
