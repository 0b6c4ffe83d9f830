"""A site is brought up to date: what was made last time is kept, and only what changed is made anew."""
