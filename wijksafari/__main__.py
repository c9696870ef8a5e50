"""``python -m wijksafari``."""

from wijksafari.cli import main

main()
