"""What is given out: the site, documents for print, audit packs."""
