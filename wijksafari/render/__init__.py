"""Values in, documents out."""
