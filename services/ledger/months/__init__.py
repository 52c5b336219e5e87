"""Budget months: months that start on the household's pay-day."""
