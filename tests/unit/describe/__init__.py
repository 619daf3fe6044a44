"""What is said of the pictures."""
