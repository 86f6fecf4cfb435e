"""What the pages of partners ask for; each form is carried out by the action of the same shape."""
