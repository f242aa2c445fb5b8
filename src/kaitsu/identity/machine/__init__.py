"""What the machine does with the images of a case: read, examined, decided where the profile lets it (IDV-9, IDV-14).

Only workers come here: the engine runs in a child of theirs, and the rules of reading need its libraries.
"""
