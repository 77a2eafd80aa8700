"""The forms in which facts are typed: their fields, their checks, and how they are filled in."""
