"""The commands of `watira`, a file each."""
