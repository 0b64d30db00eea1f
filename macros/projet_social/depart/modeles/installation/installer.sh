#!/bin/sh
# Installe projet-social @@version@@ sous Linux et macOS, pour la personne qui le lance : rien d'autre
# n'est touché sur l'ordinateur. Dans un terminal :
#
#   sh installer.sh              installer, ou passer à cette version
#   sh installer.sh --retirer    tout ôter
#
# Il faut internet, et l'un des deux : uv, ou Python 3.11 ou plus récent. Chaque fichier téléchargé
# est vérifié par son empreinte.
set -eu

version="@@version@@"
base="${XDG_DATA_HOME:-$HOME/.local/share}/projet-social"
dossier_des_commandes="$HOME/.local/bin"
commande="$dossier_des_commandes/projet-social"

refuser() {
    printf 'erreur : %s\n' "$*" >&2
    exit 1
}

retirer() {
    rm -rf "$base"
    rm -f "$commande"
    echo "projet-social est ôté."
}

# Un Python assez récent, qui sait créer un environnement ; rien s'il n'y en a pas.
trouver_python() {
    for nom in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$nom" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
            >/dev/null 2>&1; then
            echo "$nom"
            return
        fi
    done
}

installer() {
    neuf="$1"
    if command -v uv >/dev/null 2>&1; then
        # uv se charge aussi de Python s'il manque.
        uv venv --quiet --python '>=3.11' "$neuf" &&
            uv pip install --quiet --python "$neuf/bin/python" --requirement requirements.txt
        return
    fi
    python=$(trouver_python)
    [ -n "$python" ] || refuser "il faut Python 3.11 ou plus récent, avec son module venv (sous
    Debian et Ubuntu, le paquet python3-venv), ou uv (https://docs.astral.sh/uv/), qui s'installe
    sans droits d'administration ; installer l'un des deux, puis relancer"
    "$python" -m venv "$neuf" &&
        "$neuf/bin/python" -m pip install --quiet --disable-pip-version-check \
            --requirement requirements.txt
}

case "${1:-}" in
    --retirer) retirer; exit 0 ;;
    "") ;;
    *) refuser "option « $1 » inconnue ; écrire : sh installer.sh, ou sh installer.sh --retirer" ;;
esac

cd "$(dirname "$0")"
for fichier in "@@roue@@" requirements.txt dependances.txt; do
    [ -f "$fichier" ] || refuser "« $fichier » manque à côté de ce fichier ; redemander le dossier entier"
done
if [ -e "$commande" ] && [ ! -L "$commande" ]; then
    refuser "« $commande » existe, et n'a pas été mis là par cet installeur ; le renommer, puis relancer"
fi

echo "Installation de projet-social $version : une minute ou deux…"
mkdir -p "$base" "$dossier_des_commandes"
neuf=$(mktemp -d "$base/$version.XXXXXX")
fini=non
trap '[ "$fini" = oui ] || rm -rf "$neuf"' EXIT
trap 'exit 130' INT TERM
installer "$neuf" || refuser "rien n'a été installé, et la version d'avant reste. Vérifier la
    connexion à internet ; derrière un proxy, demander au service informatique la valeur de
    HTTPS_PROXY. Le détail est au-dessus"
"$neuf/bin/projet-social" --version >/dev/null || refuser "le programme installé ne se lance pas"

# La commande change d'un coup ; les versions d'avant ne servent plus.
ln -s "$neuf/bin/projet-social" "$commande.neuf.$$"
mv -f "$commande.neuf.$$" "$commande"
fini=oui
for ancien in "$base"/*; do
    [ "$ancien" = "$neuf" ] || rm -rf "$ancien"
done

echo "projet-social $version est installé."
case ":$PATH:" in
    *":$dossier_des_commandes:"*) echo "Ensuite : projet-social nouveau mon-site" ;;
    *)
        echo "Ensuite, une fois pour toutes, taper cette ligne, puis ouvrir un nouveau terminal :"
        case "${SHELL:-}" in
            */zsh) profil='~/.zshrc' ;;
            */bash) profil='~/.bashrc' ;;
            *) profil='~/.profile' ;;
        esac
        echo "  echo 'export PATH=\"\$HOME/.local/bin:\$PATH\"' >> $profil"
        echo "Alors : projet-social nouveau mon-site"
        ;;
esac
