"""The person and the case record: index, events, contacts, diaries, registers, transfers, deadlines.

It publishes a notice when a registration, sentence, requirement, NSI, contact, custody or a person's main
details change: see notices.py.
"""
