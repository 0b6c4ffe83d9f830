"""What leaves the site in other formats, one file each."""
