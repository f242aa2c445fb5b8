"""Stock, parcels and files of the courier, for those who pack and send (FUL)."""
