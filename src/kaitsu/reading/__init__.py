"""An image becomes findings: looked at, read, compared with what was registered, judged. No Django, no network."""
