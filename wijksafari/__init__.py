"""Plan and run a wijksafari."""
