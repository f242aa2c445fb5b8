"""Limits on how often something may be tried, exact under concurrency."""
