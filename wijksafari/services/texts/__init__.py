"""Cells, rows and names as people write them."""
