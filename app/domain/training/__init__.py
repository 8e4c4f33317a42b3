"""What is a training session? The plan as a coach writes it, and what follows from its text."""
