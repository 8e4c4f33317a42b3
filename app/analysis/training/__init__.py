"""What does a coach see of a training session? Who runs and rests, times against targets, means."""
