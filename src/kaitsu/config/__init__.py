"""Settings, addresses of pages, which adapter stands behind which port, and the `kaitsu` command."""
