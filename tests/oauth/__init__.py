"""Installing into many workspaces, and leaving them."""
