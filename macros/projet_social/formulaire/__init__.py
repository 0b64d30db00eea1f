"""Le formulaire dans le navigateur : Sveltia CMS, réglé d'après le modèle."""
