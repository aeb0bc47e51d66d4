"""Pictures of figures and of networks, drawn without any library."""
