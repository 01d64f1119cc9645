"""Rules about the text of documents."""
