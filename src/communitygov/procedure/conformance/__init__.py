"""Whether what happened elsewhere follows a procedure, and where it does not, in plain words."""
