"""The ground floor: mechanics that know no probation word."""
