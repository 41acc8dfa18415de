"""Whether a table makes sense as a whole: well formed, sound, and staffed."""
