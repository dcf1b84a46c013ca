"""App Home: what stands in it, and what is done there."""
