"""How values look: as JSON for programs, as plain lines for pipes, as tables for people."""
