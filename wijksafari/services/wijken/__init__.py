"""Wijken, their streets, and the addresses in them."""
