"""Korean as news writes it: amounts of money, spans of time, particles. Pure text rules."""
