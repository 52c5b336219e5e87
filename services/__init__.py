"""The services of Heo; each is one folder, and all share `services.mesh`."""
