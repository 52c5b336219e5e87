"""The database of one machine: a real PostgreSQL from a wheel, run as one more supervised process."""
