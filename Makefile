# Les commandes du projet. Chacune se relance sans rien refaire d'inutile.
PYTHON ?= python3
BIN := .venv/bin
# Deux processus ; qui a fini prend la moitié de ce qui reste à l'autre.
REPARTIR := -n 2 --dist worksteal
# Le cœur : le modèle, sa lecture, sa vérification, ses pages ; ni import, ni export, ni document.
COEUR := $(addprefix tests/,modele lecture corpus verification texte pages \
  test_architecture.py test_chargement.py test_regles_du_modele.py)
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

COMPILER = uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
  --universal --python-version 3.11
FIGER = $(COMPILER) pyproject.toml --all-extras --group construction

.PHONY: aide site test test-rapide test-navigateur fuzz audit servir verifier banc banc-rapide mutations qualite verrous failles nomenclature paquet nettoyer

aide:
	@echo "make site      installe ce qu'il faut et construit le site dans site/"
	@echo "make servir    prévisualise sur http://127.0.0.1:8000/"
	@echo "make test      installe ce qu'il faut et lance tous les tests"
	@echo "make test-rapide   les tests du cœur, sans rien bâtir ni ouvrir (une vingtaine de secondes)"
	@echo "make test-navigateur   lit le site dans un vrai navigateur (Chromium)"
	@echo "make fuzz      abîme des fichiers au hasard, dix fois plus que les tests (FOIS=100 pour plus)"
	@echo "make audit     mesure toutes les pages dans tous les contextes (plus d'une heure)"
	@echo "make verifier  vérifie les données"
	@echo "make banc      mesure la vitesse, à côté d'autres outils (plus d'une demi-heure)"
	@echo "make banc-rapide   mesure le rapport à Material, en une minute"
	@echo "make mutations   glisse des fautes dans le cœur et compte celles que les tests voient (un quart d'heure)"
	@echo "make qualite   relit le style et les types du code"
	@echo "make verrous   recalcule les versions figées (demande uv)"
	@echo "make failles   cherche les failles connues de ce qui est figé (demande le registre public)"
	@echo "make nomenclature   écrit dans dist/ la liste de ce qui est figé (SBOM, CycloneDX)"
	@echo "make paquet    construit dans dist/ ce que l'on publie, et de quoi l'installer"
	@echo "make nettoyer  efface ce que ces commandes ont produit"

$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/site.installe: $(BIN)/python requirements.txt pyproject.toml macros/projet_social/__init__.py
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/tests.installe: .venv/site.installe requirements-tests.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-tests.txt
	@touch $@

site: .venv/site.installe
	$(BIN)/projet-social construire

servir: .venv/site.installe
	$(BIN)/projet-social servir

verifier: .venv/site.installe
	$(BIN)/projet-social verifier data

test: .venv/tests.installe
	$(BIN)/python -m pytest $(REPARTIR) -m "not preuve"

test-rapide: .venv/tests.installe
	$(BIN)/python -m pytest $(REPARTIR) -m "not lent" $(COEUR)

test-navigateur: .venv/tests.installe
	$(BIN)/python -m pytest $(REPARTIR) -m "navigateur and not preuve"

# La graine se dit : la redonner (GRAINE=…) refait les mêmes cas.
FOIS ?= 10
GRAINE := $(or $(GRAINE),$(shell date +%s))
fuzz: .venv/tests.installe
	@echo "graine $(GRAINE), $(FOIS) fois les cas des tests"
	FUZZ_GRAINE=$(GRAINE) FUZZ_FOIS=$(FOIS) $(BIN)/python -m pytest $(REPARTIR) tests/fuzz

audit: .venv/tests.installe
	$(BIN)/python -m pytest -m preuve
	$(BIN)/python -m tests.audit

qualite: .venv/tests.installe
	$(BIN)/ruff check macros tests
	$(BIN)/ruff format --check macros tests
	$(BIN)/mypy

banc: .venv/tests.installe
	$(BIN)/python -m tests.banc --publier

banc-rapide: .venv/tests.installe
	$(BIN)/python -m tests.banc.rapide

mutations: .venv/tests.installe
	$(BIN)/python -m tests.mutation

# Le second verrou étend le premier : il ne fige que ce qui sert aux tests, aux versions du premier.
# Ceux du banc figent, chacun à part, les outils auxquels on se compare ; celui des moteurs, les seuls
# paquets qui prendraient la place de mkdocs et de mkdocs-material.
verrous:
	$(FIGER) --output-file requirements.txt
	$(FIGER) --group tests --constraint requirements.txt --output-file requirements-tests.txt \
	  $$(sed -n 's/^\([a-z0-9._-]*\)==.*/--no-emit-package \1/p' requirements.txt)
	{ echo "-r requirements.txt"; sed '/^# The following packages/,$$d' requirements-tests.txt; } > requirements-tests.txt.neuf
	mv requirements-tests.txt.neuf requirements-tests.txt
	$(COMPILER) requirements-publication.in --output-file requirements-publication.txt
	$(COMPILER) --no-deps requirements-moteurs.in --output-file requirements-moteurs.txt
	for voulu in tests/banc/verrous/*.in tests/mutation/*.in; do \
	  $(COMPILER) $$voulu --constraint requirements.txt --output-file $${voulu%.in}.txt; done

# Les outils de publication vivent à part : rien d'eux n'entre dans ce que l'on construit.
PUBLICATION := .cache/publication
$(PUBLICATION)/installe: requirements-publication.txt
	$(PYTHON) -m venv --clear $(PUBLICATION)
	$(PUBLICATION)/bin/python -m pip install --quiet --require-hashes -r requirements-publication.txt
	@touch $@

# « --strict » : une bibliothèque que le registre ne connaît pas n'est pas une bibliothèque sans faille.
failles: $(PUBLICATION)/installe
	$(PUBLICATION)/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
	  -r requirements.txt -r requirements-moteurs.txt

nomenclature: $(PUBLICATION)/installe
	@mkdir -p dist
	$(PUBLICATION)/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml \
	  --output-reproducible --of JSON --output-file dist/projet-social.cdx.json

# Ce qui se publie, dans dist/, sans rien télécharger : l'archive des sources et la roue ; à côté, de
# quoi l'installer sous chaque système, et le guide.
paquet: .venv/site.installe
	$(BIN)/python -m hatchling build --clean --directory dist
	$(BIN)/projet-social remettre dist --paquet dist/*.whl

nettoyer:
	rm -rf site site.nouveau.* site.ancien.* .cache dist .venv
