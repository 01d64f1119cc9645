"""Rules about suppliers and other parties."""
