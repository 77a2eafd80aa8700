"""How the bot gets into a workspace: the token for each, and the pages that install it."""
