"""Registering, signing in, and what protects an account: django-allauth behind our own pages."""
