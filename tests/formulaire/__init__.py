"""Le formulaire : ses champs, sa configuration, ses paquets."""
