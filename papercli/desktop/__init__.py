"""What the reader's machine offers beside the terminal: an editor, a clipboard, a browser."""
