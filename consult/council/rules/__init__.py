"""How a council decides: rolls, ballots, rule sets, exact arithmetic; pure functions only."""
