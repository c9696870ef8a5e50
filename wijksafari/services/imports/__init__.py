"""Lists brought into the catalogue: read, shown, written."""
