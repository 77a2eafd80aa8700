"""The record behind each row of an answer: what it says, its sources and history, and the forms to correct it."""
