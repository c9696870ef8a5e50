"""The evening itself: reported, followed, who is there."""
