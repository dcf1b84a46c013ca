"""Reads answers out of what people write: known phrases, numbers and negation, never a guess."""
