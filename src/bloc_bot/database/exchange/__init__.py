"""The record as files: everything on record written out as JSON lines, and read back line by line."""
