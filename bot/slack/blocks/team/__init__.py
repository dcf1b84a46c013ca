"""What a team's decision looks like: its card, its forms, its result."""
