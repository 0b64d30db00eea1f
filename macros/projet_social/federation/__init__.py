"""La fédération : un corpus fait de sites qui vivent ailleurs, sans leur faire confiance."""
