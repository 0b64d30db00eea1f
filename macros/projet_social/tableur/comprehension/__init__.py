"""Comprendre un plan d’actions quelconque : le classeur d’une personne, jamais vu encore."""
