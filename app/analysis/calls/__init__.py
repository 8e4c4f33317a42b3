"""What would a coach shout? Templates, the words and figures in them, and the facts they rest on."""
