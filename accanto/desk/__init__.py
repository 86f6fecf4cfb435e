"""The pages on which the apps meet: Oggi, a household's page, the note box, search. No models."""
