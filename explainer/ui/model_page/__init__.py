"""What only the page on the model shows."""
