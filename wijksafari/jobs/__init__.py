"""What happens by itself: mail leaves, offers expire, reminders go out, data is erased."""
