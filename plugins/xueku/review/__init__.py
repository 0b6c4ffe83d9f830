"""What may be shown. 三审三校 comes to live here; for now a record's own status decides."""
