"""A parent's comment, kept before she is thanked."""
