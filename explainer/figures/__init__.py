"""Charts: one Plotly figure a file, each with draw(scenario, result, words) -> Figure.

`USES` names the reader's choices that a file's `draw` looks at beside the result: a chart is drawn
anew only when one of them moves.
"""
