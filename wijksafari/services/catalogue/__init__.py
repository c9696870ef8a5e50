"""Locations and activities of a wijk, as its organisers keep them."""
