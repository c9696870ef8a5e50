"""What is kept of a failure nobody foresaw."""

import secrets


def failure_record(error: BaseException) -> tuple[str, str]:
    """A reference number to report it by, and the line for the log.

    The line says where it happened, not what was in it: messages may hold
    personal data.
    """
    reference = secrets.token_hex(4)
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    where = " < ".join(reversed(places))
    return reference, f"failure {reference}: {type(error).__name__} at {where}"
