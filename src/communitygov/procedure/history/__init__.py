"""What became of a case: verified by the table, kept in a dossier, carried over to the next table."""
