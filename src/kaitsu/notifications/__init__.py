"""Mail: templates, and an outbox that is written with the change that causes a mail (MAI-1 to MAI-3)."""
