"""Measurements: each module prints one JSON object and asserts nothing."""
