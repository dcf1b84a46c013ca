"""Installing StackPick into many workspaces: who has installed it, and with which token."""
