"""The record as a spreadsheet: current facts as CSV, and rows of a spreadsheet brought in."""
