"""The bases of screens and what screens share: lists, forms, drafts, panels, navigation."""
