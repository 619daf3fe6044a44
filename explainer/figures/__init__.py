"""Charts: one Plotly figure a file, each with draw(scenario, result, words) -> Figure."""
