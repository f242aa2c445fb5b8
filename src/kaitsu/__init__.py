"""Kaitsu (開通): sign-up and identity verification for mobile operators."""
