# Installe projet-social @@version@@ sous Windows, pour la personne qui le lance : ni droits
# d'administration, ni rien d'autre de touché sur l'ordinateur. Clic droit sur ce fichier,
# « Exécuter avec PowerShell ». Si Windows refuse, dans PowerShell, depuis ce dossier :
#
#   powershell -ExecutionPolicy Bypass -File installer.ps1             installer
#   powershell -ExecutionPolicy Bypass -File installer.ps1 -Retirer    tout ôter
#
# Il faut internet, et l'un des deux : uv, ou Python 3.11 ou plus récent. Chaque fichier téléchargé
# est vérifié par son empreinte.
param([switch]$Retirer)

$ErrorActionPreference = 'Stop'
$version = '@@version@@'
$base = Join-Path $env:LOCALAPPDATA 'projet-social'
$commandes = Join-Path $base 'commandes'

function Stop-Installation([string]$pourquoi) {
    Write-Host "erreur : $pourquoi" -ForegroundColor Red
    Read-Host 'Entrée pour fermer' | Out-Null
    exit 1
}

function Get-CheminUtilisateur {
    $chemin = [Environment]::GetEnvironmentVariable('Path', 'User')
    return @("$chemin".Split(';') | Where-Object { $_ -and $_ -ne $commandes })
}

# Un Python assez récent, qui sait créer un environnement ; rien s'il n'y en a pas.
function Find-Python {
    $essai = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
    foreach ($nom in @('py', 'python', 'python3')) {
        if (Get-Command $nom -ErrorAction SilentlyContinue) {
            try { & $nom -c $essai 2>$null } catch { continue }
            if ($LASTEXITCODE -eq 0) { return $nom }
        }
    }
    return $null
}

if ($Retirer) {
    if (Test-Path -LiteralPath $base) { Remove-Item -LiteralPath $base -Recurse -Force }
    [Environment]::SetEnvironmentVariable('Path', ((Get-CheminUtilisateur) -join ';'), 'User')
    Write-Host 'projet-social est ôté.'
    exit 0
}

Set-Location -LiteralPath $PSScriptRoot
foreach ($fichier in @('@@roue@@', 'requirements.txt', 'dependances.txt')) {
    if (-not (Test-Path -LiteralPath $fichier)) {
        Stop-Installation "« $fichier » manque à côté de ce fichier ; redemander le dossier entier"
    }
}

Write-Host "Installation de projet-social $version : une minute ou deux…"
$neuf = Join-Path $base ($version + '-' + (Get-Date -Format 'yyyyMMddHHmmss'))
New-Item -ItemType Directory -Force -Path $base, $commandes | Out-Null
# Sans ceci, PowerShell 5 prend pour une panne le premier avertissement de pip.
$ErrorActionPreference = 'Continue'
if (Get-Command uv -ErrorAction SilentlyContinue) {
    # uv se charge aussi de Python s'il manque.
    uv venv --quiet --python '>=3.11' $neuf
    if ($LASTEXITCODE -eq 0) {
        uv pip install --quiet --python (Join-Path $neuf 'Scripts\python.exe') --requirement requirements.txt
    }
}
else {
    $python = Find-Python
    if (-not $python) {
        Stop-Installation ("il faut Python 3.11 ou plus récent (https://www.python.org/downloads/), " +
            "ou uv (https://docs.astral.sh/uv/), qui s'installe sans droits d'administration ; " +
            "installer l'un des deux, puis relancer")
    }
    & $python -m venv $neuf
    if ($LASTEXITCODE -eq 0) {
        & (Join-Path $neuf 'Scripts\python.exe') -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
    }
}
$programme = Join-Path $neuf 'Scripts\projet-social.exe'
if ($LASTEXITCODE -ne 0 -or -not (Test-Path -LiteralPath $programme)) {
    if (Test-Path -LiteralPath $neuf) { Remove-Item -LiteralPath $neuf -Recurse -Force }
    Stop-Installation ("rien n'a été installé, et la version d'avant reste. Vérifier la connexion à " +
        "internet ; derrière un proxy, demander au service informatique la valeur de HTTPS_PROXY. " +
        "Le détail est au-dessus")
}
$ErrorActionPreference = 'Stop'

# La commande change d'un coup ; les versions d'avant ne servent plus.
# (Le nom de la personne n'est pas dans ce fichier : ses accents s'y liraient mal.)
$appel = '@"%LOCALAPPDATA%\projet-social\' + (Split-Path $neuf -Leaf) + '\Scripts\projet-social.exe" %*'
Set-Content -LiteralPath (Join-Path $commandes 'projet-social.cmd') -Encoding Ascii -Value $appel
[Environment]::SetEnvironmentVariable('Path', (@(Get-CheminUtilisateur) + $commandes -join ';'), 'User')
Get-ChildItem -LiteralPath $base -Directory |
    Where-Object { $_.FullName -ne $neuf -and $_.FullName -ne $commandes } |
    ForEach-Object { Remove-Item -LiteralPath $_.FullName -Recurse -Force -ErrorAction SilentlyContinue }

Write-Host "projet-social $version est installé."
Write-Host 'Ensuite : ouvrir une nouvelle fenêtre PowerShell, puis taper : projet-social nouveau mon-site'
Read-Host 'Entrée pour fermer' | Out-Null
