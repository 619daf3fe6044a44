"""Pages run in process."""
