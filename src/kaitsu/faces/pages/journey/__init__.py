"""The sign-up's pages: each parses, makes one domain call, and renders."""
