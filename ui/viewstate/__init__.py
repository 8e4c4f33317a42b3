"""What is on the screen, as frozen values: strings, tones and chart arrays, without Qt."""
