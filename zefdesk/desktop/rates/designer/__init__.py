"""The billing profile designer: four steps, a week grid, a live bill, problems, what if."""
