"""The facts that come with the bot: `data/seed` read, checked, and brought into the tables."""
