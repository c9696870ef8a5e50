"""What calendars are told."""
