"""The Home tab, and the settings that are opened from it."""
