"""The frozen sets: what every new model is measured with before it may be served."""
