"""Orders for numbers that move in: out to the carriers, answers back, and who has to mend what (MNP-7, MNP-8)."""
