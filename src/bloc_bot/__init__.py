"""bloc_bot: short, sourced, dated facts about regional organizations, in Slack."""
