"""The inbox: alerts kept, listed, read and watched."""
