"""The hall: the journey from entry code to a submitted application, and the application's life after that.

The only room that knows all the others.
"""
