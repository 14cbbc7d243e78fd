from consult.erasure.exports.holding import Holding, Whose
from consult.erasure.exports.holdings import HOLDINGS
from consult.erasure.exports.own_data import own_data

__all__ = ["HOLDINGS", "Holding", "Whose", "own_data"]
