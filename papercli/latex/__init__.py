"""LaTeX to text, text to LaTeX, and the maths in both."""
