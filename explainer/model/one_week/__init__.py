"""Many steps: a week of runs against another week, and one run against the last month."""
