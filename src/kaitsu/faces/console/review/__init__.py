"""The reviewers' part of the console: the queue, a case with its images, the decision (IDV-12, IDV-17)."""
