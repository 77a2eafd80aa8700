"""Questions and their answers in Slack: messages, pages, tables, pictures and the buttons under them."""
