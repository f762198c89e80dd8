"""How good predictions are: metrics with intervals, cross-validation by State, comparisons, reports."""
