"""The huisartsengroep: practices, their people, and how many of them come."""
