"""Documents out to Word and back: what somebody changes there becomes a change of the Markdown, and of nothing else."""
