"""Leaflet from our own server, as the XStatic package carries it."""

from importlib.metadata import version
from importlib.resources import files

from flask import Blueprint, Response, abort

from wijksafari.web.security import FOR_EVER

blueprint = Blueprint("leaflet", __name__)

VERSION = version("XStatic-Leaflet")
_TYPES = {"leaflet.js": "text/javascript", "leaflet.css": "text/css"}


@blueprint.get("/leaflet/<version>/<name>")
def file(version: str, name: str) -> Response:
    """One of Leaflet's files; its address changes with its version, so browsers may keep it."""
    if version != VERSION or name not in _TYPES:
        abort(404)
    content = files("xstatic.pkg.leaflet").joinpath("data", name).read_bytes()
    response = Response(content, mimetype=_TYPES[name])
    response.headers["Cache-Control"] = FOR_EVER
    return response
