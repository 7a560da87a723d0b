"""What things are and what leaves the house. Imports nothing of the project's own."""
