"""Les vues du fichier SQLite : les questions que l'on pose à ces données, écrites en SQL.

Chacune recalcule sa réponse à partir des tables, et doit donner les chiffres des pages. Une table
absente de la base, faute de lignes, y est lue vide (`donnees_sqlite.combler`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..comparaison.temps import INTERVALLES
from ..modele.vocabulaire import VueComparee

IMPORTANCE = "instr('AOC', niveau)"
"""Le rang d'un lieu de mention, du plus au moins important."""


@dataclass(frozen=True, slots=True)
class VueSql:
    """Une vue.

    Attributes:
        nom: nom de la vue.
        vue: la page de comparaison qui répond à la même question, s'il y en a une.
        description: ce qu'est une ligne, en une phrase.
        requete: la requête.
    """

    nom: str
    vue: VueComparee | None
    description: str
    requete: str


INTERVALLES_NOMMES = ", ".join(
    f"({rang}, '{de.value}', '{a.value}')" for rang, (de, a) in enumerate(INTERVALLES, 1)
)
COLONNES_DES_THEMES = "{colonnes}"
"""Dans la matrice large, la place des colonnes : une par thème."""
VUES = (
    VueSql(
        "lignes_par_theme",
        None,
        "Un thème dans un territoire : combien de lignes de chaque type le portent.",
        """
SELECT t.theme, t.nom, l.territoire, l.type, count(*) AS lignes
FROM themes_des_lignes d
JOIN themes t ON t.theme = d.theme
JOIN lignes l ON l.ligne = d.ligne
GROUP BY t.theme, l.territoire, l.type
""",
    ),
    VueSql(
        "lignes_par_public",
        None,
        "Un public dans un territoire : combien de lignes de chaque type le visent.",
        """
SELECT p.public, p.nom, l.territoire, l.type, count(*) AS lignes
FROM publics_des_lignes d
JOIN publics p ON p.public = d.public
JOIN lignes l ON l.ligne = d.ligne
GROUP BY p.public, l.territoire, l.type
""",
    ),
    VueSql(
        "actions_par_statut",
        None,
        "Un territoire : combien de ses actions sont à chaque statut.",
        """
SELECT territoire, coalesce(statut, 'non dit') AS statut, count(*) AS actions
FROM actions GROUP BY territoire, 2
""",
    ),
    VueSql(
        "silences",
        None,
        "Un thème dont un territoire ne dit rien : le document se tait, rien de plus.",
        """
SELECT m.theme, t.nom, m.territoire
FROM matrice m JOIN themes t ON t.theme = m.theme
WHERE m.niveau IS NULL
""",
    ),
    VueSql(
        "contexte",
        VueComparee.CONTEXTE,
        "Un territoire : type, population, communes, ville principale.",
        """
SELECT territoire, nom_court, type, departements,
       population_source_nombre AS population_source,
       population_source_approximatif AS population_approximative,
       population_source_annee AS population_annee,
       population_officielle AS population_aujourd_hui,
       communes_declarees AS communes_source,
       communes_officielles AS communes_aujourd_hui,
       (SELECT date_texte FROM histoire
        WHERE histoire.territoire = territoires.territoire AND nature IN ('creation', 'fusion')
        ORDER BY rang DESC LIMIT 1) AS creation,
       ville_principale, siege
FROM territoires
""",
    ),
    VueSql(
        "contexte_resume",
        VueComparee.CONTEXTE,
        "La population médiane, le plus petit et le plus grand territoire.",
        """
WITH connues AS (
  SELECT territoire, population_officielle AS population,
         row_number() OVER (ORDER BY population_officielle, rowid) AS place,
         count(*) OVER () AS nombre
  FROM territoires WHERE population_officielle IS NOT NULL
)
SELECT count(*) AS territoires,
       avg(CASE WHEN place IN ((nombre + 1) / 2, (nombre + 2) / 2) THEN population END)
         AS population_mediane,
       min(population) AS population_minimale,
       max(CASE WHEN place = 1 THEN territoire END) AS plus_petit,
       max(population) AS population_maximale,
       max(CASE WHEN place = nombre THEN territoire END) AS plus_grand
FROM connues
""",
    ),
    VueSql(
        "durees",
        VueComparee.CALENDRIERS,
        "Les jours entre deux temps d'une démarche, quand les deux dates sont des jours.",
        f"""
WITH intervalles(rang, de, a) AS (VALUES {INTERVALLES_NOMMES}),
tenus AS (
  SELECT t.projet, t.temps, t.etape, e.doute,
         julianday(e.date_au_plus_tot) AS tot, julianday(e.date_au_plus_tard) AS tard
  FROM temps_de_demarche t JOIN etapes_de_demarche e ON e.etape = t.etape
),
ecarts AS (
  SELECT i.rang, i.de, i.a, d.projet, p.territoire, CAST(f.tot - d.tot AS INTEGER) AS jours,
         d.doute IS NOT NULL OR f.doute IS NOT NULL AS douteuse
  FROM intervalles i
  JOIN tenus d ON d.temps = i.de
  JOIN tenus f ON f.temps = i.a AND f.projet = d.projet
  JOIN projets p ON p.projet = d.projet
  WHERE d.etape <> f.etape AND d.tot = d.tard AND f.tot = f.tard
)
SELECT * FROM ecarts WHERE jours >= 0
""",
    ),
    VueSql(
        "durees_resume",
        VueComparee.CALENDRIERS,
        "La médiane et l'étendue des durées exactes, avec ou sans les dates douteuses.",
        """
WITH exactes AS (
  SELECT rang, de, a, jours, 'toutes' AS lesquelles FROM durees UNION ALL
  SELECT rang, de, a, jours, 'dates_sures' FROM durees WHERE NOT douteuse
),
rangees AS (
  SELECT *, row_number() OVER (PARTITION BY rang, lesquelles ORDER BY jours) AS place,
         count(*) OVER (PARTITION BY rang, lesquelles) AS nombre
  FROM exactes
)
SELECT rang, de, a, lesquelles, nombre,
       avg(CASE WHEN place IN ((nombre + 1) / 2, (nombre + 2) / 2) THEN jours END) AS mediane,
       min(jours) AS minimum, max(jours) AS maximum
FROM rangees GROUP BY rang, de, a, lesquelles, nombre
""",
    ),
    VueSql(
        "ecoute",
        VueComparee.ACTEURS,
        "Un acteur, et le nombre de territoires qui l'ont entendu, lui ou l'un des siens.",
        """
WITH RECURSIVE siens(acteur, releve) AS (
  SELECT acteur, acteur FROM acteurs
  UNION
  SELECT a.releve_de, s.releve FROM siens s JOIN acteurs a ON a.acteur = s.acteur
  WHERE a.releve_de IS NOT NULL
)
SELECT a.acteur, a.nom, a.releve_de, a.famille, a.famille_nom,
       count(DISTINCT e.territoire) AS territoires,
       count(DISTINCT CASE WHEN e.acteur = a.acteur THEN e.territoire END) AS dont_nommement
FROM acteurs a
JOIN siens s ON s.acteur = a.acteur
LEFT JOIN acteurs_entendus e ON e.acteur = s.releve
GROUP BY a.acteur
ORDER BY territoires DESC, a.nom
""",
    ),
    VueSql(
        "ecoute_par_territoire",
        VueComparee.ACTEURS,
        "Un territoire, et le nombre d'acteurs différents qu'il a entendus.",
        """
SELECT t.territoire, t.nom_court, count(DISTINCT coalesce(e.acteur, e.formulation)) AS acteurs
FROM territoires t LEFT JOIN acteurs_entendus e ON e.territoire = t.territoire
GROUP BY t.territoire
""",
    ),
    VueSql(
        "themes_des_territoires",
        VueComparee.THEMES,
        "Un thème dont parle un territoire : le plus haut lieu, le nombre de mentions.",
        f"""
SELECT territoire, theme, substr('AOC', min({IMPORTANCE}), 1) AS niveau, count(*) AS mentions
FROM mentions GROUP BY territoire, theme
""",
    ),
    VueSql(
        "themes_par_frequence",
        VueComparee.THEMES,
        "Un thème, du plus au moins partagé, et combien de territoires n'en disent rien.",
        """
SELECT t.theme, t.nom, t.famille_nom, count(m.territoire) AS territoires,
       coalesce(sum(m.niveau = 'A'), 0) AS en_axe,
       coalesce(sum(m.niveau = 'O'), 0) AS en_orientation,
       coalesce(sum(m.niveau = 'C'), 0) AS en_contexte,
       (SELECT count(*) FROM territoires) - count(m.territoire) AS silences
FROM themes t LEFT JOIN themes_des_territoires m ON m.theme = t.theme
GROUP BY t.theme
ORDER BY territoires DESC, t.rowid
""",
    ),
    VueSql(
        "matrice_large",
        VueComparee.THEMES,
        "Un territoire par ligne, un thème par colonne.",
        f"""
SELECT t.territoire, t.nom_court{COLONNES_DES_THEMES}
FROM territoires t LEFT JOIN themes_des_territoires m ON m.territoire = t.territoire
GROUP BY t.territoire ORDER BY t.rowid
""",
    ),
    VueSql(
        "axes",
        VueComparee.AXES,
        "Un axe, ou une ligne du niveau que la comparaison lit.",
        """
SELECT n.territoire, n.projet, n.ligne, n.libelle, n.numero, n.titre, n.themes, n.adresse
FROM niveaux n WHERE n.niveau_de_lecture
""",
    ),
    VueSql(
        "commentaires",
        VueComparee.COMMENTAIRES,
        "Les commentaires et enjeux majeurs d'un projet.",
        "SELECT territoire, projet, titre, commentaires FROM projets",
    ),
    VueSql(
        "cias",
        VueComparee.GOUVERNANCE,
        "Une place du CIAS, et les projets qui la lui donnent.",
        """
SELECT coalesce(g.cias, 'non dit') AS cias, count(*) AS projets,
       group_concat(p.territoire, ' | ') AS territoires
FROM projets p LEFT JOIN gouvernance g ON g.projet = p.projet
GROUP BY 1
""",
    ),
    VueSql(
        "couples_ressemblants",
        VueComparee.RESSEMBLANCES,
        "Deux territoires, et le nombre de lignes presque identiques qu'ils partagent.",
        """
SELECT territoire_1, territoire_2, count(*) AS lignes, sum(score = 100) AS mot_pour_mot
FROM ressemblances GROUP BY territoire_1, territoire_2 ORDER BY lignes DESC
""",
    ),
)
"""Toutes les vues, dans un ordre où chacune ne cite que les précédentes."""


def vues_sql(themes: Sequence[str]) -> list[VueSql]:
    """Toutes les vues d'un site.

    Args:
        themes: identifiants des thèmes, qui font les colonnes de la matrice ; ils n'ont que des
            minuscules, des chiffres et des tirets.
    """
    colonnes = "".join(
        f",\n       max(CASE WHEN m.theme = '{theme}' THEN m.niveau END) AS \"{theme}\""
        for theme in themes
    )
    return [
        replace(vue, requete=vue.requete.replace(COLONNES_DES_THEMES, colonnes)) for vue in VUES
    ]
