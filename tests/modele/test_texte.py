"""Les sortes de texte : ce que chacune accepte, convertit et refuse."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from projet_social.modele import texte


def lire(sorte: Any, valeur: object) -> Any:
    """La valeur convertie, ou l'erreur de validation."""
    return TypeAdapter(sorte).validate_python(valeur)


@pytest.mark.parametrize(
    ("sorte", "valeur", "lue"),
    [
        (texte.Titre, "  Deux \n lignes ", "Deux lignes"),
        (texte.Titre, "Revenus < au plafond & 3 > 2", "Revenus < au plafond & 3 > 2"),
        (texte.Titre, "é" * 300, "é" * 300),
        (texte.Resume, "r" * 280, "r" * 280),
        (texte.Prose, "Voir <https://exemple.fr/a>\n\n- un", "Voir <https://exemple.fr/a>\n\n- un"),
        (texte.Prose, "[a](https://exemple.fr) [b](page/)", "[a](https://exemple.fr) [b](page/)"),
        (texte.Structure, "CCAS, pôle (accueil)", "CCAS, pôle (accueil)"),
        (texte.Structure, "Association de 1901, 0 123 45", "Association de 1901, 0 123 45"),
        (texte.Identifiant, "petite_enfance-2", "petite_enfance-2"),
        (texte.AdresseWeb, "https://exemple.fr/a?b=c", "https://exemple.fr/a?b=c"),
        (texte.AdresseWeb, "mailto:accueil@exemple.fr", "mailto:accueil@exemple.fr"),
        (texte.AdresseWeb, "documents/fiche..pdf", "documents/fiche..pdf"),
        (texte.AdresseWeb, "documents/Fiche 1 : navette.pdf", "documents/Fiche 1 : navette.pdf"),
        (texte.Entier, "40 239", 40239),
        (texte.Entier, "40\u202f239", 40239),
        (texte.Entier, "-3", -3),
        (texte.Annee, "2019", 2019),
        (texte.Nombre, "12,5", 12.5),
        (texte.Nombre, "1 230", 1230.0),
        (texte.OuiNon, "oui", True),
        (texte.OuiNon, "on", True),
        (texte.OuiNon, "Non", False),
        (texte.Siren, "245 900 758", "245900758"),
        (texte.CodeInsee, "01200", "01200"),
        (texte.CodeInsee, "2A004", "2A004"),
        (texte.Departement, "1", "01"),
        (texte.Departement, "2A", "2A"),
        (texte.Departement, "974", "974"),
        (texte.Identifiants, "seul", ("seul",)),
        (texte.Identifiants, ["a", "b"], ("a", "b")),
    ],
)
def test_un_texte_permis_est_lu(sorte: Any, valeur: object, lue: object) -> None:
    """Chaque sorte convertit ce qu'une personne écrit, sans en perdre."""
    assert lire(sorte, valeur) == lue


@pytest.mark.parametrize(
    ("sorte", "valeur", "constat"),
    [
        (texte.Titre, "Un <b>mot</b>", "balise HTML « <b> »"),
        (texte.Titre, "Un <!-- mot", "balise HTML « <!-- mot »"),
        (texte.Titre, "{{ nom }}", "code de gabarit « {{ »"),
        (texte.Titre, "{# nom #}", "code de gabarit « {# »"),
        (texte.Titre, "é" * 301, "titre de 301 signes, 300 au plus"),
        (texte.Resume, "r" * 281, "résumé de 281 signes, 280 au plus"),
        (texte.Prose, "<img src=x onerror=alert(1)>", "balise HTML"),
        (texte.Prose, "[x](javascript:alert)", "lien de protocole « javascript »"),
        (texte.Prose, "[x]( <javascript:alert>)", "balise HTML « <javascript:alert> »"),
        (texte.Prose, "[x][1]\n\n[1]: data:text/html,x", "lien de protocole « data »"),
        (texte.Prose, "[x](javascript&#58;alert)", "lien de protocole « javascript »"),
        (texte.AdresseWeb, "java\tscript:alert(1)", "lien coupé par un caractère invisible"),
        (texte.AdresseWeb, "\x01javascript:alert(1)", "lien coupé par un caractère invisible"),
        (texte.AdresseWeb, "//exemple.fr", "sans protocole"),
        (texte.AdresseWeb, "/etc/passwd", "qui sort du site"),
        (texte.AdresseWeb, "a/../../b", "qui sort du site"),
        (texte.AdresseWeb, "a\\..\\b", "qui sort du site"),
        (texte.AdresseWeb, "a/%2e%2E/b", "qui sort du site"),
        (texte.AdresseWeb, "https://exemple.fr/{{ x }}", "code de gabarit"),
        (texte.AdresseWeb, "{: onclick=alert(1) }", "n'est pas une adresse"),
        (texte.AdresseWeb, "[ici](java&#115;cript:alert(1))", "n'est pas une adresse"),
        (texte.AdresseWeb, "voir : la fiche", "n'est pas une adresse"),
        (texte.Structure, "Mairie 02 99 00 00 00", "numéro de téléphone"),
        (texte.Structure, "Mairie 02.99.00.00.00", "numéro de téléphone"),
        (texte.Structure, "Mairie +33 (0)2 99 00 00 00", "numéro de téléphone"),
        (texte.Structure, "Mairie 0033299000000", "numéro de téléphone"),
        (texte.Structure, "Mairie 02/99/00/00/00", "numéro de téléphone"),
        (texte.Structure, "a.b@exemple.fr", "adresse électronique"),
        (texte.Identifiant, "Élan", "identifiant « Élan » mal formé"),
        (texte.Identifiant, "a--b", "mal formé"),
        (texte.Identifiant, "a" * 81, "mal formé"),
        (texte.Identifiants, ["a", "b", "a"], "« a » écrit deux fois"),
        (texte.Entier, "douze", "« douze » n'est pas un nombre entier"),
        (texte.Entier, "12,5", "n'est pas un nombre entier"),
        (texte.Annee, "20244", "l'année 20244 est impossible"),
        (texte.Nombre, "1,2,3", "« 1,2,3 » n'est pas un nombre"),
        (texte.OuiNon, "peut-être", "« peut-être » au lieu de oui ou non"),
        (texte.Siren, "12", "SIREN « 12 » mal formé"),
        (texte.CodeInsee, "1200", "code Insee « 1200 » mal formé"),
        (texte.Departement, "Nord", "département « Nord » mal formé"),
    ],
)
def test_un_texte_refuse_dit_pourquoi(sorte: Any, valeur: object, constat: str) -> None:
    """HTML, gabarit, lien dangereux, donnée personnelle ou mauvaise forme : refusés, expliqués."""
    with pytest.raises(ValidationError) as erreur:
        lire(sorte, valeur)

    refus = erreur.value.errors()[0]["ctx"]["error"]
    assert constat in refus.constat
    assert refus.conseil


def test_un_texte_vide_est_refuse() -> None:
    """Un titre, une prose ou une structure vides ne disent rien."""
    for sorte in (texte.Titre, texte.Resume, texte.Prose, texte.Structure, texte.AdresseWeb):
        with pytest.raises(ValidationError):
            lire(sorte, "")


@pytest.mark.parametrize("numero", ["02 98 07 86 90", "+33 2 98 07 86 90", "115", "3949", "39 49"])
def test_un_numero_court_est_un_numero(numero: str) -> None:
    """Les numéros d'urgence et d'aide ont trois ou quatre chiffres."""
    assert lire(texte.Telephone, numero) == numero


@pytest.mark.parametrize("numero", ["5", "2024", "12345", "٣٩٤٩", "numéro vert"])
def test_ce_qui_n_est_pas_un_numero_est_refuse(numero: str) -> None:
    """Une année, un chiffre seul, d'autres chiffres que les nôtres n'en sont pas."""
    with pytest.raises(ValidationError):
        lire(texte.Telephone, numero)


@pytest.mark.parametrize("sorte", [texte.Entier, texte.Nombre])
def test_un_nombre_s_ecrit_avec_nos_chiffres(sorte: Any) -> None:
    """Des chiffres arabes orientaux se liraient sans se voir."""
    with pytest.raises(ValidationError):
        lire(sorte, "٤٠")


def test_un_nom_ecrit_a_la_place_d_un_identifiant_recoit_le_mot_exact() -> None:
    """« Petite enfance » se corrige en le recopiant."""
    with pytest.raises(ValidationError, match="écrire « petite-enfance »"):
        lire(texte.Identifiant, "Petite enfance")
