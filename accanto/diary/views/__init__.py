"""Pages of the diary, and where a page keeps what is being written."""
