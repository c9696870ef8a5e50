"""What one evening in a wijk offers, and what makes it doubtful."""
