"""The groups a safari rides in."""
