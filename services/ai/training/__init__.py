"""What models are trained and measured with."""
