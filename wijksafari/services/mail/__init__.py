"""Mail: written, sent, and what became of it."""
