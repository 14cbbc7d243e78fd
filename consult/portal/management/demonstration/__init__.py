"""How the demonstration review is built, through the same actions that people use.

Every part can be called again: what stands is left alone, and what is missing is added, so a build
that was broken off goes on where it stopped.
"""
