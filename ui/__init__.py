"""The window of Splitline: draws what app has computed and stamps what the operator presses."""
