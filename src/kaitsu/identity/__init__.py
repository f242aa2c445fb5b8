"""Identity cases: who somebody claims to be, and whether their documents say the same.

A case is opened for claims that are given to it; it knows no application.
"""
