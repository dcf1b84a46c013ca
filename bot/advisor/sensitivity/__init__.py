"""What would change an outcome, and how firmly it stands: exact, never by chance."""
