"""How the embedded Dutch model is made and measured; see ``extractors/model/README.md``."""
