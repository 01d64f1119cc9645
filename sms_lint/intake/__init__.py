"""What comes in from other tools, and goes out to them to come back: workbooks, documents, exports of tickets."""
