"""Sheets as Qt draws them: on paper, as pictures, on a printer."""
