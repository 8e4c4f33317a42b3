"""What can be asked of Splitline without its window? Every command, and its JSON.

Nothing is imported here: the window needs the requests of this package, not its parser.
"""
