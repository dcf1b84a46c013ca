"""What StackPick promises when something breaks, shown with the program itself."""
