"""La commande `projet-social`, telle qu'on la tape : ce qu'elle dit, écrit et rend."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from projet_social.adaptateurs.ligne_de_commande import principal

from ..fabrique import CORPUS

FAUTIF = {
    "territoires/val/territoire.yml": "nom: CC du Val\ntype: commune\ndepartements: [99]\n",
    "territoires/val/projet.yml": "titre: <b>Gras</b>\n",
}


@pytest.fixture
def fautif(tmp_path: Path) -> Path:
    """Un dossier de données à deux erreurs : un nom court absent, une balise dans un titre."""
    for nom, texte in FAUTIF.items():
        fichier = tmp_path / "fautif" / nom
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(texte, encoding="utf-8")
    return tmp_path / "fautif"


def test_verifier_des_donnees_justes(capsys: pytest.CaptureFixture[str]) -> None:
    """Des avertissements sont dits et n'empêchent pas de publier : code 0."""
    assert principal(["verifier", str(CORPUS)]) == 0

    dit = capsys.readouterr().out
    assert "territoires/val-imaginaire/projet.yml:10: avertissement" in dit
    assert dit.strip().splitlines()[-1].startswith("0 erreur, ")


def test_verifier_des_donnees_fautives(fautif: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Toutes les erreurs, triées par fichier, puis leur compte : code 1."""
    assert principal(["verifier", str(fautif)]) == 1

    lignes = capsys.readouterr().out.strip().splitlines()
    assert lignes[0].startswith(f"{fautif}/territoires/val/projet.yml:1: titre : balise HTML")
    assert lignes[1].startswith(f"{fautif}/territoires/val/territoire.yml:1: nom_court : champ obl")
    assert lignes[-1].startswith("2 erreurs, ")


def test_les_fichiers_se_nomment_comme_on_les_voit(
    fautif: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Depuis le site, un fichier est `data/…` ; les erreurs précèdent les avertissements."""
    (fautif / "a.yml.bak").write_text("", encoding="utf-8")
    fautif.rename(fautif.with_name("data"))
    monkeypatch.chdir(fautif.parent)

    assert principal(["verifier"]) == 1

    lignes = capsys.readouterr().out.strip().splitlines()
    assert lignes[0].startswith("data/territoires/val/projet.yml:1: titre : balise HTML")
    assert lignes[-2].startswith("data/a.yml.bak:1: avertissement, copie de sauvegarde")


def test_verifier_en_json(fautif: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Un programme lit les mêmes anomalies, champ par champ."""
    assert principal(["verifier", str(fautif), "--format", "json"]) == 1

    rendu = json.loads(capsys.readouterr().out)
    assert rendu["erreurs"] == 2
    premiere = rendu["anomalies"][0]
    assert (premiere["fichier"], premiere["ligne"]) == (f"{fautif}/territoires/val/projet.yml", 1)
    assert premiere["gravite"] == "erreur"
    assert premiere["conseil"] == "écrire le texte seul, sans balise"


def test_verifier_en_annotations(fautif: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Une forge montre chaque erreur en marge du fichier : une commande par anomalie."""
    assert principal(["verifier", str(fautif), "--format", "annotations"]) == 1

    lignes = capsys.readouterr().out.strip().splitlines()
    fichier = f"{fautif}/territoires/val/projet.yml"
    assert lignes[0].startswith(f"::error file={fichier},line=1::titre : balise")
    assert all(ligne.startswith(("::error ", "::warning ")) for ligne in lignes)


def test_verifier_un_dossier_absent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Un nom de dossier mal tapé se dit, sans trace d'exécution : code 1."""
    assert principal(["verifier", str(tmp_path / "absent")]) == 1
    assert "dossier introuvable" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("commande", "dit"),
    [
        ([], "il manque : commande ; pour savoir laquelle : projet-social aide"),
        (["--vertion"], "inconnus : --vertion ; vouliez-vous dire « --version » ?"),
        (["-v"], "arguments inconnus : -v"),
        (["--production", "construire"], "--production ; l'écrire après « construire »"),
        (["fiche", "--teritoire", "x", "A"], "--teritoire ; vouliez-vous dire « --territoire » ?"),
        (["construire", "--producion"], "--producion ; vouliez-vous dire « --production » ?"),
        (["fiche", "axe", "Une", "navette"], "navette ; un titre ou un nom de plusieurs mots va "),
        (["help"], "vouliez-vous dire « aide » ?"),
        (["build"], "vouliez-vous dire « construire » ?"),
        (["verifer"], "choix inconnu 'verifer'"),
        (["verifier", "--format", "xml"], "permis : "),
        (["verifier", "--inconnue"], "arguments inconnus : --inconnue"),
        (["ecrire"], "il manque : sortie"),
    ],
)
def test_une_commande_mal_ecrite(
    commande: list[str], dit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """L'erreur est en français et le code vaut 2."""
    with pytest.raises(SystemExit) as sortie:
        principal(commande)

    assert sortie.value.code == 2
    erreur = capsys.readouterr().err
    assert dit in erreur
    assert erreur.startswith("usage : projet-social")


@pytest.mark.parametrize("commande", ["", "verifier", "ecrire", "schema"])
def test_l_aide_donne_un_exemple(commande: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Chaque aide est en français et finit par un exemple à recopier."""
    with pytest.raises(SystemExit) as sortie:
        principal([*commande.split(), "--help"])

    assert sortie.value.code == 0
    aide = capsys.readouterr().out
    assert "Exemple" in aide
    assert not {"usage:", "positional", "optional", "show this"} & set(aide.split())


@pytest.mark.lent
def test_ecrire_toutes_les_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Une page Markdown par page générée, dans un dossier neuf, et le nombre est dit."""
    sortie = tmp_path / "a" / "pages"

    assert principal(["ecrire", str(sortie), "--donnees", str(CORPUS)]) == 0

    pages = sorted(sortie.rglob("*.md"))
    assert capsys.readouterr().out.startswith(f"{len(pages)} pages écrites")
    assert sortie / "territoires/val-imaginaire/actions/navette-du-samedi/index.md" in pages
    _, entete, _ = pages[0].read_text(encoding="utf-8").split("---\n", 2)
    assert yaml.safe_load(entete)["title"]


def test_ecrire_refuse_un_dossier_rempli(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rien de ce qui est là n'est touché : code 1."""
    (tmp_path / "mes-notes.txt").write_text("à garder", encoding="utf-8")

    assert principal(["ecrire", str(tmp_path), "--donnees", str(CORPUS)]) == 1

    assert "n'est pas vide" in capsys.readouterr().err
    assert [f.name for f in tmp_path.iterdir()] == ["mes-notes.txt"]


def test_ecrire_tout_ou_rien(tmp_path: Path, fautif: Path) -> None:
    """Des données refusées n'écrivent rien, pas même un dossier vide."""
    assert principal(["ecrire", str(tmp_path / "pages"), "--donnees", str(fautif)]) == 1
    assert sorted(f.name for f in tmp_path.iterdir()) == ["fautif"]


def test_ecrire_efface_ce_qui_est_a_moitie_ecrit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Un disque plein au milieu : le dossier provisoire disparaît avec l'erreur."""
    ecrites = []

    def ecrire(fichier: Path, *_: object, **__: object) -> None:
        ecrites.append(fichier)
        if len(ecrites) == 5:
            raise OSError("disque plein")

    monkeypatch.setattr(Path, "write_bytes", ecrire)

    assert principal(["ecrire", str(tmp_path / "pages"), "--donnees", str(CORPUS)]) == 1
    assert "disque plein" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Les schémas écrits par la commande."""
    dossier = tmp_path_factory.mktemp("schemas")
    assert principal(["schema", str(dossier)]) == 0
    return dossier


@pytest.mark.lent
def test_les_schemas_sont_valides(schemas: Path) -> None:
    """Chaque schéma suit la norme JSON Schema, et chaque champ y porte sa description."""
    fichiers = sorted(schemas.glob("*.schema.json"))
    assert "projet.schema.json" in {f.name for f in fichiers}
    for fichier in fichiers:
        schema = json.loads(fichier.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        for objet in (schema, *schema.get("$defs", {}).values()):
            for nom, champ in objet.get("properties", {}).items():
                assert champ.get("description"), f"{fichier.name} : {nom} n'est pas décrit"


@pytest.mark.parametrize(
    ("schema", "donnees"),
    [
        ("territoire", "territoires/val-imaginaire/territoire.yml"),
        ("territoire", "territoires/pays-fictif/territoire.yml"),
        ("projet", "territoires/val-imaginaire/projet.yml"),
        ("projet", "territoires/val-imaginaire/projet-sante.yml"),
        ("projet", "territoires/pays-fictif/projet.yml"),
        ("ficheaction", "territoires/val-imaginaire/actions/navette-du-samedi.yml"),
        ("themes", "referentiels/themes.yml"),
        ("publics", "referentiels/publics.yml"),
        ("situations", "referentiels/situations.yml"),
        ("acteurs", "referentiels/acteurs.yml"),
        ("sources", "referentiels/sources.yml"),
        ("glossaire", "referentiels/glossaire.yml"),
        ("dossier", "dossiers/deux-territoires.yml"),
        ("accompagnements", "accompagnements.yml"),
    ],
)
def test_un_editeur_accepte_ce_que_le_site_accepte(
    schemas: Path, schema: str, donnees: str
) -> None:
    """Des données que le site publie ne sont pas soulignées en rouge par l'éditeur."""
    regle = json.loads((schemas / f"{schema}.schema.json").read_text(encoding="utf-8"))
    texte = (CORPUS / donnees).read_text(encoding="utf-8")

    # En YAML 1.2, que lisent les éditeurs, une date n'est qu'un texte.
    vues = json.loads(json.dumps(yaml.safe_load(texte), default=str))

    erreurs = jsonschema.Draft202012Validator(regle).iter_errors(vues)

    assert [f"{list(e.absolute_path)} : {e.message[:120]}" for e in erreurs] == []


def test_un_editeur_voit_une_cle_inconnue(schemas: Path) -> None:
    """Une faute de frappe dans une clé est refusée par le schéma aussi."""
    regle = json.loads((schemas / "ficheaction.schema.json").read_text(encoding="utf-8"))

    assert not jsonschema.Draft202012Validator(regle).is_valid({"titre": "T", "statu": "piste"})
