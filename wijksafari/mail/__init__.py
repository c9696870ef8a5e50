"""Mail as it travels: values in, bytes out, and the ways to send them."""
