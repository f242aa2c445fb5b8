"""What staff ask the holder after submission: an answer, a correction, a new address (PCK-2, FUL-4)."""
