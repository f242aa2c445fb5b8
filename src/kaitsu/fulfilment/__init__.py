"""SIM stock, telephone numbers and, from the next issue on, parcels and couriers."""
