"""What only the page on miles and ground shows."""
