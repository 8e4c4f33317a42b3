"""What draws a view: each widget has one verb, `render(view)`, and computes nothing."""
