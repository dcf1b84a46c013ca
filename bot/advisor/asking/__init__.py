"""What is still to be asked: where a dialog stands, and which question, if any, comes next."""
