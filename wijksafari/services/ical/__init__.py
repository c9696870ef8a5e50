"""Calendar files read as activities, whatever program wrote them."""
