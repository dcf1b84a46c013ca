"""What StackPick knows: the model, how YAML is read into it, and its checks."""
