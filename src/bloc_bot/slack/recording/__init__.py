"""Facts recorded, corrected and suggested from Slack, and what is said of it."""
