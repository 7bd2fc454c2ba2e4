"""Days: working days, bank holidays, ages, dates as people type them."""
