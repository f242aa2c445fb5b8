"""Encrypted document store: ciphertext with the storage, wrapped keys in the database."""
