"""A local Slack workspace, for trying the bot in the browser and for its tests: no account, no network."""
