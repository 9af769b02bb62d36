"""The digest: what goes into it, its templates, its sending."""
