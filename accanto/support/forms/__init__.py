"""What the pages of support ask for; each form is carried out by the action of the same shape."""
