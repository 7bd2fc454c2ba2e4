"""The bases of screens and what they share: lists, forms, drafts, panels, navigation."""
