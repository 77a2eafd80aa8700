"""The only place with SQLAlchemy: where facts are kept, and how they get in and out."""
