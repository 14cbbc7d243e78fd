"""The text of a designed PDF, to be compared with a published version.

`__main__`, `pages` and the library behind them run in a child process only; the other modules
work on the lines that it hands over.
"""
