"""What Slack and a team that decides have to do with each other: presses, forms, its card."""
