"""Widgets that draw lines themselves: a widget for each card is what makes boards slow."""
