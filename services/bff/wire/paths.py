"""Where the contract lives below the origin."""

BASE = "/api/v1"
