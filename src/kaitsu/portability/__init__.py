"""Mobile number portability: reservations, their days, the carriers' desks."""
