"""The person and the case record: index, events, contacts, diaries, registers, transfers, deadlines.

Tells others that registrations, sentences, requirements and NSIs began, changed or ended.
"""
