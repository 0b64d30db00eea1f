"""Le nom d'un champ, écrit pour une personne : `elu_referent` devient « Élu référent ».

Les clés du YAML sont en ASCII ; seule leur orthographe est ici, mot par mot. Un champ neuf a donc
son libellé sans rien déclarer, et un test signale un mot auquel il manquerait ses accents.
"""

from __future__ import annotations

from collections.abc import Iterable

MOTS = """
année années appréciation conformités critère difficultés données durée début déclaration
déclarées déclarés définition délégué démarche départements dérogations développé hébergeur icône
invités libellé liées méthode numéro priorité précision présents présentation prévu périmètre
période réalisé récurrence relève référent référentiel référentiels résultat résultats résumé
réussite réutilisation schéma siège succède système séances thème thèmes téléphone unité éditeur
élu établie étape étapes état
"""
"""Les mots que l'ASCII dépouille de leurs accents."""

ORTHOGRAPHE = {
    mot.translate(str.maketrans("àâçéèêëîïôùûü", "aaceeeeiiouuu")): mot for mot in MOTS.split()
}
ORTHOGRAPHE |= {"oeuvre": "œuvre", "a": "à", "insee": "Insee"}
ORTHOGRAPHE |= {sigle: sigle.upper() for sigle in ("cias", "ctg", "siren", "url")}
"""L'écriture de chaque mot que sa clé ne donne pas."""

ENTIERS = {
    "id": "Identifiant",
    "alias": "Anciens identifiants",
    "issue_de": "Vient de",
    "maj": "Mise à jour",
    "valide": "Validation",
    "cible": "Valeurs visées",
    "initial": "Valeur de départ",
    "fait": "Fait",
    "partage_avec": "Partagée avec",
    "remplace_par": "Remplacé par",
    "participation_suite": "Suite de la participation",
    "directeur_de_publication": "Direction de publication",
    "delegue_donnees": "Délégué à la protection des données",
}
"""Les champs dont le nom, même accentué, ne se comprend pas seul."""


def libelle_de(nom: str) -> str:
    """Le libellé d'un champ : ses mots accentués, une majuscule au premier."""
    if nom in ENTIERS:
        return ENTIERS[nom]
    mots = " ".join(ORTHOGRAPHE.get(mot, mot) for mot in nom.split("_"))
    return mots[:1].upper() + mots[1:]


def enchainer(libelles: Iterable[str], lien: str = ", ") -> str:
    """Des libellés d'un seul tenant ; après le premier, seul un sigle garde ses capitales."""
    premier, *suite = libelles
    return lien.join([premier, *(m if m[1:2].isupper() else m[:1].lower() + m[1:] for m in suite)])
