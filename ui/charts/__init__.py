"""What draws the graphs, on pyqtgraph, imported after the first paint only."""
