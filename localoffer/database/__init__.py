"""Tables, connection and migrations."""
