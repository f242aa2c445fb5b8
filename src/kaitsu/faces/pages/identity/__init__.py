"""The identity pages: a sign-in of their own, the documents, the uploads (IDV)."""
