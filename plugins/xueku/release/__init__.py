"""What leaves the site in one file: the kit of a course, composed of pages and documents."""
