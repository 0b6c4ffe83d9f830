"""Other formats than the site, one file each."""
