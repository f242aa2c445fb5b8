"""What every room may use: clock, ids, money, errors, moves of a state machine. No Django here."""
