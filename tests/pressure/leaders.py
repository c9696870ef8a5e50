"""Leaders who report from phones of their own."""

from pathlib import Path

from tests.web.logins import log_in
from tests.worlds import SECRET_KEY
from wijksafari import create_app
from wijksafari.config import Settings


def leaders_cookie(folder: Path, url: str, email: str) -> str:
    """What the browser of whoever has this account sends along once they logged in."""
    settings = Settings(instance=folder, secret_key=SECRET_KEY, database_url=url, proxies=1)
    app = create_app(settings)
    with app.test_client() as client:
        cookie = log_in(client, email).get_cookie("wijksafari")
    app.extensions["wijksafari"].database.close()
    assert cookie is not None
    return f"wijksafari={cookie.value}"
