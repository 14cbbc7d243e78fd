"""The offline verifier: reads a bundle, trusts one public key, and says which entry is wrong.

It needs the standard library and `cryptography`, and takes the tree and the voting rules from
`consult.ledger` and the pure rules, so that what counted the votes also recounts them. Read it in
this order: bundle, log, tree, openings, documents, discussion, motions, receipt.
"""
