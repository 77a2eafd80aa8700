"""The only place with Slack."""
