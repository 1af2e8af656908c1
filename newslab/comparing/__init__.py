"""One module a question: what is counted, how sure it is, what it says."""
