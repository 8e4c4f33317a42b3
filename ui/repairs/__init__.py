"""How is a race put right by keys? What is missing, doubled, misnamed or by a wrong clock; no Qt."""
