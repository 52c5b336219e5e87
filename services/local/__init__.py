"""The mesh on one machine: embedded PostgreSQL, a supervisor of the services, and the `heo` command."""
