"""From rows to facts in memory: each kind read from its tables, held in books, and checked together."""
