"""What an operator gives out and sends: SIM cards, numbers, parcels, files for the courier (FUL)."""
