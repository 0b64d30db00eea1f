"""Notre classeur d’un territoire : l’écrire, puis reprendre ce qui y a été retouché."""
