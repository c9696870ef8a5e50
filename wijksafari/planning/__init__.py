"""Choosing, ordering and timing a tour: pure functions over plain values."""
