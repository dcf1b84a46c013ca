"""People who use the app in a local Slack: what end-to-end tests write, press, submit and see."""
