"""The built-in sandbox of a payment provider: its client here, and its own little web application.

The application (``server``) is a process of its own on an origin of its own, as a real provider is: what is
typed into its card form never passes through Kaitsu, not even in the trial.
"""
