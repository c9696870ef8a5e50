"""OpenStreetMap: streets a bicycle may ride, and places found by their address."""
