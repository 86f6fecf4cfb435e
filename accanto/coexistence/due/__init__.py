"""What falls due in the buildings: what the house runs by itself, and the steps of a matter between neighbours."""
