"""How people change the record: drafts become facts, each change a revision that can be taken back."""
