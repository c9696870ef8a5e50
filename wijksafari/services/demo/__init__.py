"""The demo: fictional people on real streets."""
