"""Pages: what people see in a browser, each one file that needs no network and no server."""
