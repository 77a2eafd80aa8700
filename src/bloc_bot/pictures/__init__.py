"""Charts as pictures. What needs matplotlib is imported when the first picture is drawn."""
