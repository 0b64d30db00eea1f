"""Le nom d'un champ, écrit pour une personne : `elu_referent` devient « Élu référent ».

Les clés du YAML sont en ASCII ; seule leur orthographe est ici, mot par mot. Un champ neuf a donc
son libellé sans rien déclarer, et un test signale un mot auquel il manquerait ses accents.
"""

from __future__ import annotations

ORTHOGRAPHE = {
    sans_accent: mot
    for mot in (
        "année années critère date début déclarées déclarés déclaration définition délégué démarche"
        " départements dérogations développé difficultés conformités données durée éditeur élu étapes établie"
        " état hébergeur libellé liées méthode numéro œuvre période périmètre précision"
        " prévu priorité présentation réalisé récurrence référent référentiel référentiels résultat"
        " résultats résumé réutilisation schéma séances siège succède système téléphone thèmes"
        " thème unité étape réussite à"
    ).split()
    for sans_accent in [mot.translate(str.maketrans("àâäçéèêëîïôöùûüœ", "aaaceeeeiioouuuo"))]
} | {"oeuvre": "œuvre", "a": "à", "insee": "Insee", "cias": "CIAS", "siren": "SIREN"} | {
    "ctg": "CTG",
    "url": "URL",
}
"""Les mots que l'ASCII dépouille, et leur écriture."""

ENTIERS = {
    "id": "Identifiant",
    "alias": "Anciens identifiants",
    "maj": "Mise à jour",
    "cible": "Valeurs visées",
    "initial": "Valeur de départ",
    "fait": "Fait",
    "partage_avec": "Partagée avec",
    "remplace_par": "Remplacé par",
    "directeur_de_publication": "Direction de publication",
}
"""Les champs dont le nom, même accentué, ne se comprend pas seul."""


def libelle_de(nom: str) -> str:
    """Le libellé d'un champ : ses mots accentués, une majuscule au premier."""
    if nom in ENTIERS:
        return ENTIERS[nom]
    mots = " ".join(ORTHOGRAPHE.get(mot, mot) for mot in nom.split("_"))
    return mots[:1].upper() + mots[1:]
