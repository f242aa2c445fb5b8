"""Retail packages and the entry codes in them: issued once, held by a draft, spent by an application."""
