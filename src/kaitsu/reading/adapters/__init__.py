"""The engines that stand behind the port: the real one, and one that reads from a script for tests."""
