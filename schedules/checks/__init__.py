"""What `watira doctor` looks at."""
