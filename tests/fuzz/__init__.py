"""Des entrées abîmées au hasard : rien ne plante, rien ne se tait, rien ne se perd.

Quelques centaines de cas d'une graine fixe à chaque passage ; `make fuzz` en cherche d'autres.
"""
