"""What people write in small pieces: meetings, decisions, orders of presentation, showings."""
