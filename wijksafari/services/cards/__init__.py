"""Referral cards: how to refer to whom."""
