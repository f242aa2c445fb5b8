"""The tasks of the queue: each loads nothing itself and makes one domain call, which is safe to make twice."""
