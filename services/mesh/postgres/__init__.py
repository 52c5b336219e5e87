"""PostgreSQL for services: pools, transactions of one household, reads, roles, migrations, and the embedded server."""
