"""What comes in from other tools: documents, spreadsheets and exports become texts and rows. It writes nothing."""
