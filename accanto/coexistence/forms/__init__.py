"""What the pages of coexistence ask for; each form is carried out by the action of the same shape."""
