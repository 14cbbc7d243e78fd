"""The Merkle tree, proofs, signed heads, leaves and events of a review's log: no Django."""
