"""Paper: what was chosen, planned as jobs, made into PDF files, and kept."""
