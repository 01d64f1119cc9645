"""Where an organisation keeps its mappings."""

FOLDER = "imports"
