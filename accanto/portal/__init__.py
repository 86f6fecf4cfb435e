"""Pages for those outside: the resident, the social worker of a Comune. No models."""
