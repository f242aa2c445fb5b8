"""Where the world comes in: pages, console, queue. Faces share the floor ``look`` and nothing else."""
