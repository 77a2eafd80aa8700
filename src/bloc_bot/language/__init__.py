"""Text to query: deterministic, and able to say how it read each word."""
