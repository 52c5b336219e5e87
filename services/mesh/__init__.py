"""What every service shares and no service's business: transport, identity, telemetry, PostgreSQL access, time and
ids.
"""
