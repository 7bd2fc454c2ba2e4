"""Court events and what was ordered: offences, requirements, licence conditions, custody."""
