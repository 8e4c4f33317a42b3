"""How fast is this Splitline on this machine? Every figure beside its reference, in one run."""
