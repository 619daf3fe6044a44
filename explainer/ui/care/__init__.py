"""What the page of home care is composed of."""
