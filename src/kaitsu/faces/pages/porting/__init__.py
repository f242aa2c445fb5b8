"""A number that moves in, after submission: a reissued reservation, a correction, without applying again (MNP-7)."""
