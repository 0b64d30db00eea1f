"""La complétion pour PowerShell, que shtab n'écrit pas : les commandes, leurs options, leurs mots.

Le script ne calcule rien : chaque réponse y est écrite d'avance. Un chemin se complète par
PowerShell lui-même, quand nous n'avons rien à proposer.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from .ligne_de_commande import Analyseur

SCRIPT = """\
# Complétion de projet-social pour PowerShell. Pour qu'elle serve toujours, taper une fois :
#   projet-social completion powershell | Out-File -Append -Encoding utf8 $PROFILE
Register-ArgumentCompleter -Native -CommandName projet-social -ScriptBlock {{
    param($debut, $ligne, $position)
    $reponses = @{{
{reponses}
    }}
    $mots = @($ligne.CommandElements | Select-Object -Skip 1 | ForEach-Object {{ "$_" }})
    if ($mots.Count -and $mots[-1] -eq $debut) {{
        $mots = @($mots | Select-Object -SkipLast 1)
    }}
    $cle = ''
    if ($mots.Count -and $reponses.ContainsKey($mots[0])) {{
        $cle = $mots[0]
        if ($mots.Count -gt 1 -and $reponses.ContainsKey("$cle $($mots[-1])")) {{
            $cle = "$cle $($mots[-1])"
        }}
    }}
    $reponses[$cle] | Where-Object {{ $_ -like "$debut*" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }}
}}
"""


def completer_powershell(racine: Analyseur) -> str:
    """Le script, d'après l'analyseur de toutes les commandes."""
    lignes = [_reponse("", [*racine.commandes, *_options(racine)])]
    for nom, commande in racine.commandes.items():
        lignes += _de_la_commande(nom, commande)
    return SCRIPT.format(reponses="\n".join(lignes))


def _de_la_commande(nom: str, commande: Analyseur) -> Iterator[str]:
    places: list[str] = []
    for action in commande._actions:  # argparse ne les donne pas autrement ; shtab lit là aussi
        mots = [str(mot) for mot in action.choices or ()]
        if not action.option_strings:
            places += mots
        elif mots:
            yield from (_reponse(f"{nom} {option}", mots) for option in action.option_strings)
    yield _reponse(nom, [*places, *_options(commande)])


def _options(analyseur: argparse.ArgumentParser) -> list[str]:
    return [option for action in analyseur._actions for option in action.option_strings]


def _reponse(cle: str, mots: list[str]) -> str:
    return f"        {_entre_apostrophes(cle)} = @({', '.join(map(_entre_apostrophes, mots))})"


def _entre_apostrophes(mot: str) -> str:
    doublees = mot.replace("'", "''")
    return f"'{doublees}'"
