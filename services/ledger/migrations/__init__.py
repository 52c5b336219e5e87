"""The ledger's schema, its versions, and the roles that work in it. The owner never logs in."""

ROLES = ("ledger_poster", "ledger_reader", "ledger_keeper", "ledger_courier", "ledger_maintenance")
