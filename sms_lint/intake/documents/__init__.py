"""Documents from elsewhere (Word, HTML, Markdown) as texts of ours, with every word accounted for."""
