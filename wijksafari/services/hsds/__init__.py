"""The catalogue as Open Referral's HSDS 3."""
