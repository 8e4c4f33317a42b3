"""What do the splits mean? One file per question, plain functions of the state and an instant."""
