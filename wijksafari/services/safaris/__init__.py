"""A saved evening: agreed, changed, decided."""
