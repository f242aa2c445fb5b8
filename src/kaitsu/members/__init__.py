"""Accounts of applicants and staff: who somebody is, and what staff may do."""
