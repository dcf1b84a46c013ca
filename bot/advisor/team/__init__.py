"""A team's answers put together: what they come to, and where the team disagrees. Pure."""
