"""What the desk's pages show, put together from the apps below."""
