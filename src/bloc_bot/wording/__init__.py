"""Finding to reply: sentences, caveats, citations."""
