"""Measuring the main pages beside a plain Django admin on the same rows, pair by pair in one run."""
