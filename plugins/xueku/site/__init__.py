"""Engine-neutral pages: whole `<main>`s from autoescaped templates without any script, handler or style."""
