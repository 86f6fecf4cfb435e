"""What falls due with volunteers: the register's papers and expenses, and the families lost from sight."""
