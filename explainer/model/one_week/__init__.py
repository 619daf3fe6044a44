"""Many steps: fatigue laws, a week of runs, and one run against the last month."""
