"""What a developer runs and the product never imports."""
