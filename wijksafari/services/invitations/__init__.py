"""Inviting practices and their people, and who answered."""
