"""Query and fact book to finding, a module per subject."""
