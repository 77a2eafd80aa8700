"""Who may do what, and what is for admins: their list, the log, unanswered questions."""
