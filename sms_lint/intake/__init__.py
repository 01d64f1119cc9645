"""What comes in from elsewhere: documents of word processors, workbooks, exports of ticket tools."""
