"""Signing up, queueing, and leaving again."""
