"""Controls in the notebook: thin shells over modules of this package that know of no widgets."""
