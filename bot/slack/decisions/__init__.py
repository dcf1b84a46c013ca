"""What Slack and decisions have to do with each other: presses, the form that saves one."""
