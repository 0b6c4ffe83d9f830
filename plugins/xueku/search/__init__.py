"""Static search: what is searched, and the engines that write an index for the browser."""
