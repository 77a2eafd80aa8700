"""What a workspace has beside its facts: admins, settings, suggestions, conversations, unanswered questions."""
