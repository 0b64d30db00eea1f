"""Des fichiers aux objets : YAML marqué, validation, anomalies dites en français."""
