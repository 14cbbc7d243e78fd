"""Signals: what a machine points out in a text, for people to judge."""
