"""What households let their own server learn from, laid out as the trainings read it."""
