"""How an editor changes a draft before it is published.

Every operation is planned as a small change (`change.py`) that can be taken back exactly. The
operations themselves stand in `acts.py`; what must agree between neighbouring blocks afterwards,
such as the numbers of list items, is settled in `settle.py`.
"""
