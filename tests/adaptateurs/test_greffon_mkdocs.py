"""Le greffon MkDocs, vu de la personne qui construit son site : de vrais petits sites."""

from pathlib import Path

import pytest

from ..fabrique import Chantier
from ..lenteur import lente
from ..visiteur import PageLue, SiteConstruit, rien

ANCIEN = "l'ancien site, tel qu'il était"


@pytest.fixture
def garni(chantier: Chantier) -> Chantier:
    """Un petit site complet, qui a déjà été construit une fois."""
    chantier.garnir()
    chantier.ecrire({"site/index.html": ANCIEN})
    return chantier


@pytest.fixture(scope="module")
@lente
def bati(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    """Ce petit site et trois pages écrites, bâtis une fois : à lire, jamais à changer."""
    chantier = Chantier(tmp_path_factory.mktemp("bati"))
    chantier.garnir()
    chantier.ecrire(
        {
            "site/index.html": ANCIEN,
            "docs/exemple.md": "# Essai\n\n{% raw %}{{ cartte() }}{% endraw %}\n",
            "docs/guide/essai.md": '# Essai\n\n{{ carte(territoire="val-imaginaire") }}\n',
            "docs/legal.md": "---\ntitle: Mentions légales\n---\n\n```\n# commande\n```\n",
        }
    )
    reussir(chantier)
    return chantier


def lire(chantier: Chantier, adresse: str) -> PageLue:
    """Une page du site construit."""
    return PageLue(chantier.site / adresse / "index.html")


def refuser(chantier: Chantier, *options: str) -> str:
    """Construit un site qui doit échouer : code 1, aucune trace, ancien site intact."""
    sortie = chantier.construire(*options)
    assert sortie.returncode == 1, sortie.stderr
    assert "Traceback" not in sortie.stderr
    assert (chantier.site / "index.html").read_text(encoding="utf-8") == ANCIEN
    assert [f.name for f in chantier.site.iterdir()] == ["index.html"]
    assert sorted(f.name for f in chantier.dossier.glob("site*")) == ["site"]
    return sortie.stderr


def reussir(chantier: Chantier, *, neuf: bool = False) -> None:
    """Construit un site sans un avertissement ; rien ne traîne à côté."""
    sortie = chantier.construire(neuf=neuf)
    assert sortie.returncode == 0, sortie.stderr
    assert "WARNING" not in sortie.stderr, sortie.stderr
    assert "recommencé" not in sortie.stderr, sortie.stderr
    assert sorted(f.name for f in chantier.dossier.glob("site*")) == ["site"]


def test_le_petit_site_se_construit_et_remplace_l_ancien(bati: Chantier) -> None:
    """Toutes les pages, tous les liens, et plus rien de l'ancien site."""
    site = SiteConstruit(bati.site)
    rien(site.liens_morts())
    assert lire(bati, "").h1 == ["Les projets sociaux de territoire"]
    assert lire(bati, "a-propos").h1 == ["À propos"]
    assert ANCIEN not in site.pages["index.html"].html


@pytest.mark.parametrize(
    ("fichier", "adresse"),
    [
        ("index.md", ""),
        ("themes/mobilite/index.md", "themes/mobilite"),
        ("themes/mobilite.md", "themes/mobilite"),
        ("territoires/README.md", "territoires"),
    ],
)
def test_une_page_ecrite_a_la_main_remplace_la_generee(
    garni: Chantier, fichier: str, adresse: str
) -> None:
    """À la même adresse, `docs/` gagne, quelle que soit la façon de nommer le fichier."""
    garni.ecrire({f"docs/{fichier}": "# Écrite à la main\n\nMes mots.\n"})

    reussir(garni)

    assert lire(garni, adresse).h1 == ["Écrite à la main"]
    site = SiteConstruit(garni.site)
    rien(faute for faute in site.liens_morts() if "aucune ancre" not in faute)
    plan = site.pages["plan-du-site/index.html"]
    du_contenu = plan.html[plan.html.index("<main") : plan.html.index("</main>")]
    assert du_contenu.count(f'href="../{adresse}/"'.replace("..//", "../")) == 1


def test_une_page_ecrite_a_la_main_appelle_les_macros(bati: Chantier) -> None:
    """Un bloc appelé d'une page de `docs/` arrive entier, liens justes depuis cette page."""
    page = lire(bati, "guide/essai")
    assert ("a", "../../territoires/val-imaginaire/") in page.liens
    assert "12\u202f345 habitants" in page.texte


APPELS = {
    'carte(territoire="val-imaginair")': "écrire plutôt « val-imaginaire »",
    'carte(teritoire="val-imaginaire")': "écrire plutôt « territoire »",
    'tableau_actions(theme="mobilit")': "écrire plutôt « mobilite »",
    'lignes(public="jeune")': "écrire plutôt « jeunes »",
    'lignes(type="actions")': "écrire plutôt « action »",
    'fiche(territoire="val-imaginaire", ligne="navette-samedi")': "navette-du-samedi",
    "carte()": "la macro carte attend « territoire »",
    'carte("val-imaginaire", "de trop")': "« de trop »",
}


def test_tous_les_appels_qui_ne_designent_rien_sont_dits_ensemble(garni: Chantier) -> None:
    """L'échec dit, page après page, la ligne de chaque appel et le nom le plus proche."""
    for rang, appel in enumerate(APPELS):
        texte = f"---\ntitle: Essai\n---\n# Essai\n\nTexte.\n\n{{{{ {appel} }}}}\n"
        garni.ecrire({f"docs/essai-{rang}.md": texte})

    dit = refuser(garni)

    lignes = [ligne for ligne in dit.splitlines() if "essai-" in ligne]
    for rang, (ligne, attendu) in enumerate(zip(lignes, APPELS.values(), strict=True)):
        assert f"essai-{rang}.md:8: macro" in ligne
        assert attendu in ligne


@pytest.mark.parametrize(
    ("page", "attendu"),
    [
        ("{{ cartte(territoire='x') }}", "essai.md:5: macro « cartte » inconnue ; écrire plutôt"),
        ("{{ carte(territoire='x'", "essai.md:5: accolades mal fermées ; fermer chaque"),
    ],
)
def test_une_macro_mal_ecrite_arrete_tout(garni: Chantier, page: str, attendu: str) -> None:
    """Un nom inconnu ou une accolade ouverte : la page, la ligne et quoi faire, sans trace."""
    garni.ecrire({"docs/essai.md": f"---\ntitle: Essai\n---\n# Essai\n{page}\n"})

    assert attendu in refuser(garni)


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [
        ("# Café\n".encode("latin-1"), "docs/essai.md:1: accents en Windows-1252 ou Latin-1"),
        (
            b"---\ntitle: Essai\ndescription: le lien : un enjeu\n---\n# Essai\n",
            "docs/essai.md:3: un deux-points coupe le texte en deux",
        ),
    ],
)
def test_une_page_que_l_on_ne_peut_lire_arrete_tout(
    garni: Chantier, octets: bytes, attendu: str
) -> None:
    """Ses accents, ou son en-tête, qui s'imprimerait : la page, la ligne, sans trace."""
    (garni.dossier / "docs/essai.md").write_bytes(octets)

    dit = refuser(garni)
    assert attendu in dit
    assert "Traceback" not in dit


def test_un_exemple_de_macro_montre_n_est_pas_un_appel(bati: Chantier) -> None:
    """Entre raw et endraw, un nom inconnu n'est que du texte."""
    assert "{{ cartte() }}" in lire(bati, "exemple").texte


def test_des_donnees_refusees_arretent_tout_avec_la_meme_liste(garni: Chantier) -> None:
    """La construction dit la liste de `projet-social verifier`, et ne touche à rien."""
    garni.ecrire(
        {
            "data/territoires/val-imaginaire/actions/fausse.yml": "titre: <b>Gras</b>\n",
            "data/territoires/pays-fictif/actions/autre.yml": "titre: Autre\nstatu: piste\n",
        }
    )

    dit = refuser(garni)

    assert "territoires/val-imaginaire/actions/fausse.yml:1: titre : balise HTML « <b> »" in dit
    assert "écrire plutôt « statut »" in dit
    assert "2 erreurs" in dit


@pytest.mark.parametrize(
    "titre", ["Sept fois {{ 7*7 }}", "En <b>gras</b>", "{% raw %}", "<script>alerte()</script>"]
)
def test_un_titre_qui_porte_du_code_est_refuse(garni: Chantier, titre: str) -> None:
    """Rien de ce qui s'écrit dans les données ne s'exécute ni ne s'affiche comme balise."""
    garni.ecrire(
        {"data/territoires/val-imaginaire/actions/essai.yml": f"titre: '{titre}'\nprojet: projet\n"}
    )

    assert "essai.yml:1: titre : " in refuser(garni)


def test_un_dossier_de_donnees_absent_se_dit(garni: Chantier) -> None:
    """Le nom du dossier cherché figure dans l'échec."""
    garni.regler(plugins=[{"projet-social": {"donnees": "donnees-absentes"}}])

    assert "donnees-absentes" in refuser(garni)


def test_un_avertissement_en_mode_strict_garde_l_ancien_site(garni: Chantier) -> None:
    """Un lien mort écrit à la main : MkDocs avertit, la construction échoue, rien n'est perdu."""
    garni.ecrire({"docs/essai.md": "# Essai\n\n[Nulle part](absente.md)\n"})

    assert "absente.md" in refuser(garni)


def test_sans_mode_strict_un_avertissement_n_empeche_pas_de_publier(garni: Chantier) -> None:
    """La même faute, sans `strict`, est dite et le site paraît."""
    garni.regler(strict=False)
    garni.ecrire({"docs/essai.md": "# Essai\n\n[Nulle part](absente.md)\n"})

    sortie = garni.construire()

    assert sortie.returncode == 0
    assert "absente.md" in sortie.stderr
    assert lire(garni, "essai").h1 == ["Essai"]


def test_chaque_page_dit_ou_la_corriger(garni: Chantier) -> None:
    """Avec une forge déclarée, le lien mène au fichier de données, ou à la page écrite."""
    forge = "https://forge.test/val/site"
    garni.regler(repo_url=forge, edit_uri="edit/main/docs/")

    reussir(garni)

    fiche = lire(garni, "territoires/val-imaginaire/actions/navette-du-samedi")
    fichier = "data/territoires/val-imaginaire/actions/navette-du-samedi.yml"
    assert ("a", f"{forge}/edit/main/{fichier}") in fiche.liens
    ecrite = [lien for balise, lien in lire(garni, "a-propos").liens if balise == "a"]
    assert f"{forge}/edit/main/docs/a-propos.md" in ecrite


def test_sans_forge_la_page_ne_montre_ni_lien_ni_fichier(bati: Chantier) -> None:
    """Aucun lien mort vers une forge inconnue ; un chemin de fichier ne dit rien à un habitant."""
    page = lire(bati, "territoires/val-imaginaire/actions/navette-du-samedi")
    assert "navette-du-samedi.yml" not in page.html
    assert not [lien for _, lien in page.liens if "forge" in lien]


@pytest.mark.parametrize(
    "reglages", [{"use_directory_urls": False}, {"site_url": "https://x.test/sous/dossier/"}]
)
def test_tous_les_liens_menent_quelque_part(garni: Chantier, reglages: dict[str, object]) -> None:
    """Sans serveur (adresses de fichiers) comme dans un sous-dossier, rien ne se perd."""
    garni.regler(**reglages)

    reussir(garni)

    site = SiteConstruit(garni.site)
    del site.pages["404.html"]  # ses liens partent de la racine du serveur
    rien(site.liens_morts())
    if "use_directory_urls" in reglages:
        dossiers = {
            f"{chemin} : {lien}"
            for chemin, page in site.pages.items()
            for balise, lien in page.liens
            if balise == "a" and lien.split("#")[0].endswith("/") and "://" not in lien
        }
        rien(dossiers)


def test_une_ancienne_adresse_mene_a_la_nouvelle(bati: Chantier) -> None:
    """Un identifiant renommé garde son adresse : la page y renvoie, avec ou sans script."""
    page = lire(bati, "territoires/val-imaginaire/actions/navette")
    nouvelle = "../../../../territoires/val-imaginaire/actions/navette-du-samedi/"
    assert page.metas["refresh"] == f"0; url={nouvelle}"
    assert ("a", nouvelle) in page.liens
    assert page.langue == "fr"


def test_le_theme_de_la_personne_l_emporte(garni: Chantier) -> None:
    """Un `custom_dir` remplace un morceau du thème du paquet, et le reste demeure."""
    garni.regler(theme={"name": "material", "custom_dir": "mon-theme", "language": "fr"})
    garni.ecrire({"mon-theme/partials/footer.html": "<p>Pied de la commune</p>\n"})

    reussir(garni)

    accueil = lire(garni, "")
    assert "Pied de la commune" in accueil.texte
    assert accueil.h1 == ["Les projets sociaux de territoire"]


def test_un_titre_d_en_tete_sert_aussi_dans_les_menus(bati: Chantier) -> None:
    """Le titre déclaré en tête d'une page écrite est celui que citent le pied et le plan."""
    assert "Mentions légales" in lire(bati, "plan-du-site").texte
    assert "commande" not in lire(bati, "plan-du-site").texte


def test_le_cache_ne_change_pas_le_site(garni: Chantier) -> None:
    """Deux constructions de suite, la seconde depuis le cache, donnent les mêmes pages."""
    reussir(garni, neuf=True)
    avant = {c: page.html for c, page in SiteConstruit(garni.site).pages.items()}
    assert (garni.dossier / ".cache" / "projet-social.json").is_file()

    reussir(garni, neuf=True)

    assert {c: page.html for c, page in SiteConstruit(garni.site).pages.items()} == avant


def test_un_territoire_seul_suffit(chantier: Chantier) -> None:
    """Le plus petit corpus : un territoire, aucun référentiel, aucune liste officielle."""
    chantier.regler()
    chantier.ecrire(
        {
            "docs/a-propos.md": "# À propos\n",
            "data/territoires/val/territoire.yml": (
                "nom: CC du Val\nnom_court: Val\ntype: communaute_de_communes\ndepartements: [99]\n"
            ),
            "data/territoires/val/projet.yml": "titre: Projet du Val\nactions: [Une action]\n",
        }
    )

    reussir(chantier)

    site = SiteConstruit(Path(chantier.site))
    rien(site.liens_morts())
    assert "territoires/val/actions/une-action/index.html" in site.pages


COMPTEUR = """
finis = []

def on_env(env, **_):
    with open("{releve}", "w") as releve:
        releve.write("\\n".join(finis))
    return env

def on_page_content(html, page, **_):
    if html and "generee" in page.meta:
        finis.append(page.file.src_uri)
    return html
"""


def test_attendre_le_tour_d_une_page_donne_les_memes_octets(
    garni: Chantier, tmp_path: Path
) -> None:
    """Un autre greffon reçoit tous les corps avant la première page ; le site est le même."""
    reussir(garni)
    avant = {c: page.html for c, page in SiteConstruit(garni.site).pages.items()}
    releve = tmp_path / "releve.txt"
    garni.ecrire({"crochet.py": COMPTEUR.format(releve=releve)})
    garni.regler(hooks=["crochet.py"])

    reussir(garni)

    recus = releve.read_text(encoding="utf-8").splitlines()
    assert "territoires/val-imaginaire/index.md" in recus
    assert len(recus) > 30
    assert {c: page.html for c, page in SiteConstruit(garni.site).pages.items()} == avant
