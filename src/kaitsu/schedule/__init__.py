"""Opening hours, maintenance windows, business days, reckoned in Tokyo's time from the profile's facts."""
