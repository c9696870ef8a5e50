"""Use cases: rows become planning values and back; the caller commits."""
