"""What the household taught the understanding."""
