"""Les documents Word et PDF dont on fait un plan."""
