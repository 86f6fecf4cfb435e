"""Components with strict attributes, the page shell and static files; a gallery at /ui/. No models."""
