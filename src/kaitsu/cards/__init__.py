"""Credit cards: registered at a payment provider; no card number ever reaches this room."""
