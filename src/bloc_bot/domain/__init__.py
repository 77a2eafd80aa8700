"""The vocabulary of the field: pure, and imports nothing else of ours."""
