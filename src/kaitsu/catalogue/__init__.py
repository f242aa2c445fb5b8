"""Plans, functions, sizes, devices and prices: what may be chosen and what it costs."""
