"""What people type and paste, read: a module for each kind, in plain Python, for screens, API and commands.

Dates and times are in core.calendar.typed_dates, identifiers in cases.people.rules.identifiers.
"""
