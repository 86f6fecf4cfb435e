"""What somebody outside reads, each thing only while it is hers to read."""
