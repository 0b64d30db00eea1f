"""La maison tient debout : les flèches vont dans un sens, chaque cadre logiciel a une seule porte.

Les imports sont lus dans le code (`ast`), jamais exécutés : un import rare se voit aussi.
"""

import ast
import itertools
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .visiteur import rien

RACINE = Path(__file__).resolve().parents[1]
PAQUET = RACINE / "macros" / "projet_social"

FLECHES: dict[str, set[str]] = {
    "__init__": set(),
    "archive": set(),
    "empechement": set(),
    "inscription": set(),
    "programme": set(),
    "supplements": {"__init__", "empechement"},
    "securite": set(),
    "serveur": {"securite"},
    "de_material": set(),
    "icones": {"de_material"},
    "polices": set(),
    "modele": set(),
    "texte": {"modele"},
    "lecture": {"modele", "texte"},
    "corpus": {"empechement", "lecture", "modele", "texte"},
    "migration": {"empechement", "corpus", "inscription", "modele"},
    "verification": {"corpus", "icones", "inscription", "lecture", "modele", "texte"},
    "comparaison": {"corpus", "modele", "texte"},
    "chargement": {"corpus", "lecture", "migration", "modele", "verification"},
    "reprise": {"chargement", "corpus", "lecture", "modele"},
    "rendu": {"icones", "texte"},
    "pages": {"comparaison", "corpus", "inscription", "modele", "serveur", "texte"},
    "ecriture": {"empechement", "lecture", "modele", "texte"},
    "classeur": {"empechement", "archive", "supplements", "texte"},
    "document": {"classeur", "supplements", "texte"},
    "tableur": {"classeur", "ecriture", "empechement", "inscription", "lecture", "modele", "texte"},
    "exports": {
        "archive",
        "chargement",
        "classeur",
        "comparaison",
        "corpus",
        "inscription",
        "modele",
        "pages",
        "polices",
        "programme",
        "rendu",
        "reprise",
        "securite",
        "supplements",
        "texte",
    },
    "macros": {
        "chargement",
        "comparaison",
        "corpus",
        "exports",
        "inscription",
        "modele",
        "pages",
        "rendu",
        "serveur",
        "texte",
    },
    "impression": {
        "archive",
        "comparaison",
        "corpus",
        "exports",
        "macros",
        "modele",
        "pages",
        "polices",
        "programme",
        "rendu",
        "supplements",
        "texte",
    },
    "tete": {"corpus", "exports", "modele", "pages", "texte"},
    "corps": {"exports", "macros", "modele", "pages", "texte"},
    "depart": {
        "__init__",
        "chargement",
        "corpus",
        "empechement",
        "exports",
        "lecture",
        "modele",
        "serveur",
        "supplements",
        "texte",
        "verification",
    },
    "federation": {
        "__init__",
        "chargement",
        "corpus",
        "depart",
        "ecriture",
        "empechement",
        "exports",
        "lecture",
        "migration",
        "modele",
        "reprise",
        "texte",
    },
    "parcours": {
        "chargement",
        "comparaison",
        "corpus",
        "lecture",
        "migration",
        "texte",
        "verification",
    },
    "formulaire": {"chargement", "corpus", "empechement", "modele"},
    "saisie": {
        "chargement",
        "corpus",
        "ecriture",
        "formulaire",
        "inscription",
        "lecture",
        "modele",
        "pages",
        "rendu",
        "texte",
    },
    "adaptateurs": {
        "__init__",
        "archive",
        "chargement",
        "classeur",
        "corps",
        "corpus",
        "de_material",
        "depart",
        "document",
        "ecriture",
        "empechement",
        "exports",
        "federation",
        "formulaire",
        "icones",
        "impression",
        "inscription",
        "lecture",
        "macros",
        "migration",
        "modele",
        "pages",
        "parcours",
        "polices",
        "rendu",
        "saisie",
        "serveur",
        "securite",
        "supplements",
        "tableur",
        "tete",
        "texte",
        "verification",
    },
}
"""Chaque pièce de la maison, du sol au toit, et celles qu'elle a le droit de connaître."""

PORTES: dict[str, tuple[str, ...]] = {
    "mkdocs": tuple(
        f"adaptateurs/{nom}_mkdocs.py"
        for nom in ("apercu", "fichiers", "greffon", "options", "page", "reglages")
    ),
    "yaml": ("lecture/yaml_marque.py",),
    "ruamel": ("ecriture/porte_yaml.py",),
    "jinja2": ("rendu.py",),
    "markupsafe": ("rendu.py", "macros/", "impression/"),
    "markdown": ("texte/prose.py",),
    "nh3": ("texte/prose.py",),
    "segno": ("exports/code_qr.py",),
    "icalendar": ("exports/calendriers_ics.py",),
    "PIL": ("exports/carton.py", "impression/en_png.py"),
    "fontTools": ("polices/",),
    "tinycss2": ("adaptateurs/feuilles/analyse.py",),
    "weasyprint": ("impression/en_pdf.py",),
    "pydyf": ("impression/balisage.py", "impression/en_pdf.py"),
    "docx": (
        "document/lecture_docx.py",
        "document/styles_docx.py",
        "document/texte_docx.py",
        "impression/en_docx.py",
        "impression/habit_docx.py",
        "impression/ooxml.py",
    ),
    "pdfplumber": ("document/lecture_pdf.py",),
    "pdfminer": ("document/lecture_pdf.py",),
    "lxml": ("impression/",),
    "rapidfuzz": ("comparaison/ressemblance.py",),
    "openpyxl": (
        "classeur/lecture_xlsx.py",
        "classeur/ecriture_xlsx.py",
        "classeur/rangees_xlsx.py",
    ),
    "odfdo": ("classeur/lecture_ods.py", "impression/"),
    "xlrd": ("classeur/lecture_xls.py",),
    "shtab": ("adaptateurs/commandes/completion.py",),
    "urllib3": ("federation/recuperation.py",),
    "pydantic": (
        "modele/",
        "lecture/validation.py",
        "macros/reference.py",
        "exports/schema.py",
        "federation/etat.py",
        "federation/sources.py",
        "formulaire/champs.py",
    ),
}
"""Chaque bibliothèque, et les seuls fichiers ou dossiers qui l'importent.

Celles d'un supplément ne se chargent qu'à l'emploi : `test_supplements.py` charge tout le cœur
sans elles.
"""

SALLES = ("tableur/comprehension/", "tableur/aller_retour/")
"""Les deux salles de `tableur/` ; ce qu'elles partagent est à sa racine, ou dans `classeur/`."""

UNE_FOIS = {
    "1980, 1, 1": "archive.py",
    'normalize("NFD"': "modele/accents.py",
    "[0-9\\s.+()-]{6,20}": "modele/texte.py",
    'encode("utf-8-sig")': "classeur/ecriture_csv.py",
    "＝": "classeur/desamorcage.py",
}
"""Ce qui ne s'écrit qu'à un endroit du paquet, et cet endroit."""

EXECUTABLES = {"pickle", "marshal", "shelve", "dill"}
"""Ce qui, en relisant un fichier, en exécute le contenu."""
LIGNES_MAXIMUM = 400
SIGNES_MAXIMUM = 200
SUIVIS_AVEC_DES_ADRESSES = re.compile(
    r"https?://[^\s\"']*(?:pypi|npmjs|pythonhosted|registry)|(?<!-no-emit-)index[-]url\b",
)
CHEMIN_DE_MACHINE = re.compile(r"(?<![\w.<)\]}/-])/(?:work|tmp|home|root|Users|opt|var)/\w")

modules = sorted(PAQUET.rglob("*.py"))
chaque_module = pytest.mark.parametrize(
    "module", modules, ids=[m.relative_to(PAQUET).as_posix() for m in modules]
)


def imports(module: Path) -> Iterator[tuple[int, str]]:
    """Les modules qu'un fichier importe, en noms absolus, avec la ligne."""
    ici = ["projet_social", *module.relative_to(PAQUET).with_suffix("").parts]
    for noeud in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(noeud, ast.Import):
            for alias in noeud.names:
                yield noeud.lineno, alias.name
        elif isinstance(noeud, ast.ImportFrom):
            tronc = ici[: -noeud.level] if noeud.level else []
            nom = ".".join([*tronc, *([noeud.module] if noeud.module else [])])
            if noeud.module:
                yield noeud.lineno, nom
            else:
                for alias in noeud.names:
                    yield noeud.lineno, f"{nom}.{alias.name}"


def piece(module: Path) -> str:
    """La pièce où se trouve un fichier : son dossier, ou son nom à la racine du paquet."""
    return module.relative_to(PAQUET).with_suffix("").parts[0]


def suivis() -> list[Path]:
    """Les fichiers de texte que git suit, ou qu'il suivrait au prochain ajout."""
    commande = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    sortie = subprocess.run(commande, cwd=RACINE, capture_output=True, text=True, check=False)
    if sortie.returncode:
        pytest.skip("hors d'un dépôt git : on ne sait pas quels fichiers sont suivis")
    return [RACINE / nom for nom in sortie.stdout.splitlines() if (RACINE / nom).is_file()]


@chaque_module
def test_un_module_ne_connait_que_les_pieces_permises(module: Path) -> None:
    """Les flèches vont des adaptateurs au modèle, jamais dans l'autre sens."""
    chez_soi = piece(module)
    for ligne, nom in imports(module):
        if nom == "projet_social" or nom.startswith("projet_social."):
            cible = [*nom.split("."), "__init__"][1]
            if not (PAQUET / cible).is_dir() and not (PAQUET / f"{cible}.py").is_file():
                cible = "__init__"
            assert cible in {chez_soi, *FLECHES[chez_soi]}, f"{module}:{ligne} importe {nom}"


def test_chaque_piece_a_sa_place() -> None:
    """Une pièce nouvelle se déclare ici, au-dessus de celles qu'elle connaît : donc aucun rond."""
    assert {piece(module) for module in modules} == FLECHES.keys()
    ordre = list(FLECHES)
    for nom, connues in FLECHES.items():
        assert connues <= set(ordre[: ordre.index(nom)]), f"{nom} connaît plus haut que soi"


@chaque_module
def test_les_deux_salles_du_tableur_s_ignorent(module: Path) -> None:
    """Comprendre un plan quelconque, reprendre le nôtre : deux métiers, un mur entre eux."""
    chemin = module.relative_to(PAQUET).as_posix()
    for salle, autre in itertools.permutations(SALLES):
        if chemin.startswith(salle):
            for ligne, nom in imports(module):
                importe = nom.removeprefix("projet_social.").replace(".", "/") + "/"
                assert not importe.startswith(autre), f"{module}:{ligne} importe {nom}"


@chaque_module
def test_un_cadre_logiciel_n_a_qu_une_porte(module: Path) -> None:
    """Seul le greffon importe mkdocs, un seul module importe yaml, un seul jinja2…"""
    chemin = module.relative_to(PAQUET).as_posix()
    for ligne, nom in imports(module):
        permis = PORTES.get(nom.split(".")[0])
        assert permis is None or chemin.startswith(permis), f"{module}:{ligne} importe {nom}"


@chaque_module
def test_rien_de_lu_sur_le_disque_ne_s_execute(module: Path) -> None:
    """Un cache restauré ou partagé est une donnée : il ne devient jamais du code."""
    texte = module.read_text(encoding="utf-8")

    assert not {nom.partition(".")[0] for _, nom in imports(module)} & EXECUTABLES
    assert "BytecodeCache" not in texte
    assert not re.search(r"(?<![\w.])(?:eval|exec)\(", texte)


def test_chaque_porte_sert() -> None:
    """Une permission dont personne n'use plus se retire."""
    for bibliotheque, permis in PORTES.items():
        for prefixe in permis:
            assert any(
                nom.split(".")[0] == bibliotheque
                for module in modules
                if module.relative_to(PAQUET).as_posix().startswith(prefixe)
                for _, nom in imports(module)
            ), f"{prefixe} n'importe plus {bibliotheque}"


@pytest.mark.parametrize("motif", UNE_FOIS)
def test_une_constante_n_a_qu_une_maison(motif: str) -> None:
    """Date des archives, accents, téléphone, CSV français, formules : on les importe de là."""
    assert UNE_FOIS[motif] == ", ".join(
        module.relative_to(PAQUET).as_posix()
        for module in modules
        if motif in module.read_text(encoding="utf-8")
    )


def noms_declares(sorte: type[ast.ClassDef] | type[ast.FunctionDef]) -> dict[str, list[str]]:
    """Où se déclare chaque classe, ou chaque fonction publique, au premier niveau des modules."""
    ou: dict[str, list[str]] = {}
    for module in modules:
        for noeud in ast.parse(module.read_text(encoding="utf-8")).body:
            if not isinstance(noeud, sorte):
                continue
            decorateurs = {ast.unparse(d).partition("(")[0] for d in noeud.decorator_list}
            travail_d_une_commande = module.parent.name == "commandes" and noeud.name == module.stem
            if isinstance(noeud, ast.FunctionDef) and (
                noeud.name.startswith("_")
                or decorateurs & NOMMES_POUR_L_USAGER
                or travail_d_une_commande
            ):
                continue
            ou.setdefault(noeud.name, []).append(module.relative_to(PAQUET).as_posix())
    return ou


NOMMES_POUR_L_USAGER = {"macro", "commande"}
"""Ce qui porte le nom que l'on tape : une macro et une commande peuvent avoir le même."""


def test_un_nom_de_classe_ne_designe_qu_une_chose() -> None:
    """Qui cherche un mot tombe sur une seule définition."""
    rien(f"{nom} : {ou}" for nom, ou in noms_declares(ast.ClassDef).items() if len(ou) > 1)


def test_un_nom_de_fonction_ne_designe_qu_une_chose() -> None:
    """Deux fonctions publiques du paquet ne portent pas le même nom."""
    rien(f"{nom} : {ou}" for nom, ou in noms_declares(ast.FunctionDef).items() if len(ou) > 1)


def test_le_lexique_ne_nomme_que_des_classes_qui_existent() -> None:
    """Un nom changé dans le code change dans HACKING."""
    hacking = (RACINE / "HACKING.md").read_text(encoding="utf-8")
    lexique = hacking.partition("## Le lexique du code")[2].partition("\n## ")[0]
    cites = {
        nom
        for ligne in lexique.splitlines()
        if ligne.startswith("| `")
        for nom in re.findall(r"`(\w+)`", ligne)
    }
    assert len(cites) > 20
    rien(cites - noms_declares(ast.ClassDef).keys())


def test_un_gabarit_se_lit() -> None:
    """Aucune ligne de plus de deux cents signes : au-delà, une page s'y perd."""
    rien(
        f"{gabarit.name}:{numero} : {len(ligne)} signes"
        for gabarit in (*PAQUET.rglob("gabarits/**/*.*ml"), *(RACINE / "overrides").rglob("*.*ml"))
        for numero, ligne in enumerate(gabarit.read_text(encoding="utf-8").splitlines(), 1)
        if len(ligne) > SIGNES_MAXIMUM
    )


def test_un_fichier_a_un_seul_metier() -> None:
    """Un fichier de plus de quatre cents lignes en cache un second."""
    a_mesurer = [
        *modules,
        *PAQUET.rglob("gabarits/**/*.*ml"),
        *(f for f in (RACINE / "overrides").rglob("*") if f.is_file()),
    ]
    longs = {
        fichier.relative_to(RACINE).as_posix(): lignes
        for fichier in a_mesurer
        if (lignes := len(fichier.read_text(encoding="utf-8").splitlines())) > LIGNES_MAXIMUM
    }
    rien(longs.items())


@pytest.mark.parametrize("motif", [SUIVIS_AVEC_DES_ADRESSES, CHEMIN_DE_MACHINE])
def test_rien_de_cette_machine_n_est_publie(motif: re.Pattern[str]) -> None:
    """Ni adresse de registre de paquets, ni chemin absolu, dans un fichier suivi par git."""
    fautes = []
    for fichier in suivis():
        try:
            lignes = fichier.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        nom = fichier.relative_to(RACINE)
        for rang, ligne in enumerate(lignes, 1):
            fautes += [f"{nom}:{rang}: {trouve[0]}" for trouve in motif.finditer(ligne)]
    rien(fautes)
