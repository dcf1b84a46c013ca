"""What people and programs may send that mean no good, or that are broken."""
