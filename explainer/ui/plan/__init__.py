"""What only the page with the plan shows."""
