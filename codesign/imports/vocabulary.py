"""What other programs call things, in English and French: heads of tables, columns of boards, kinds of cards.

Names are compared without case, accents, hyphens and marks (see `key`). Of the names of a field the first wins
where a table has several.
"""

import re

from codesign.imports.foreign import Field, Target
from codesign.model import HOME_OF, PHASE_STATUSES, ItemKind, Phase, Status
from codesign.text import folded, one_line


def key(name: str) -> str:
    """Return the form in which names are compared."""
    return " ".join(re.sub(r"[\W_]+", " ", folded(one_line(name)).replace("'", "").replace("’", "")).split())


def _keys(names: str) -> tuple[str, ...]:
    return tuple(key(name) for name in names.split(","))


_FIELD_NAMES = {
    Field.TITLE: "title, card name, task name, issue title, summary, name, card, task, subject, titre, nom, "
    "nom de la carte, tâche, sujet, carte, intitulé, objet",
    Field.TEXT: "text, description, card description, details, body, content, notes, note, comment, comments, "
    "texte, détails, contenu, remarques, commentaire, commentaires",
    Field.OWNERS: "owners, owner, assignee, assignees, assigned to, responsible, members, member, who, "
    "responsable, responsables, assigné, assigné à, attribué à, membres, membre, personne assignée, qui",
    Field.TAGS: "tags, tag, labels, label, categories, category, étiquettes, étiquette, catégories, catégorie, "
    "mots clés, libellés",
    Field.DUE: "due, due date, duedate, due on, deadline, by when, échéance, date d'échéance, date limite, "
    "date de fin, pour le, délai",
    Field.STATUS: "status, list, list name, column, column name, section column, section, bucket, bucket name, "
    "lane, state, stage, phase, statut, état, liste, nom de la liste, colonne, étape",
    Field.VOTES: "votes, vote count, vote, dots, points de vote, nombre de votes, voix",
    Field.KIND: "kind, type, issue type, card type, genre, nature, type de carte",
    Field.PARKED: "is parked",
    Field.NUMBER: "number on the board",
}

FIELDS: dict[str, Field] = {name: field for field, names in _FIELD_NAMES.items() for name in _keys(names)}
"""The field that each name of a head stands for, those of a field in the order of their worth."""

_KIND_NAMES = {
    ItemKind.NEED: "need, needs, besoin, besoins",
    ItemKind.ASSET: "asset, assets, strength, strengths, atout, atouts",
    ItemKind.QUESTION: "question, questions",
    ItemKind.IDEA: "idea, ideas, idée, idées",
    ItemKind.ACTION: "action, actions",
    ItemKind.MEASURE_QUESTION: "measure question, measure questions, measure, measures, indicateur, indicateurs",
    ItemKind.LEARNING: "learning, learnings, lesson, lessons, apprentissage, apprentissages",
}

KINDS: dict[str, ItemKind] = {name: kind for kind, names in _KIND_NAMES.items() for name in _keys(names)}
"""The kind of card that each word stands for."""

_PHASE_NAMES = {
    Phase.CO_DEFINE: "codefine, co define, define, co définir, codéfinir, définir",
    Phase.CO_DESIGN: "codesign, co design, design, co concevoir, coconcevoir, concevoir",
    Phase.CO_EVALUATE: "coevaluate, co evaluate, evaluate, co évaluer, coévaluer, évaluer",
}

_STATUS_NAMES = {
    Status.RAISED: "backlog, inbox, new, open, to sort, triage, product backlog, boîte de réception, nouveau, "
    "ouvert",
    Status.EXPLORING: "discussing, analysis, in discussion, discovery, analyse, en discussion",
    Status.AGREED: "accepted, approved, selected, selected for development, accepté, approuvé, retenu",
    Status.SHAPING: "to do, todo, to dos, next, next up, ready, this week, sprint backlog, up next, not started, "
    "à faire, prêt, cette semaine, non commencé",
    Status.TRYING: "doing, in progress, wip, work in progress, started, ongoing, active, in development, blocked, "
    "en cours, commencé, en train, bloqué",
    Status.IN_PLACE: "done, complete, completed, closed, finished, resolved, shipped, released, delivered, live, "
    "fait, terminé, terminée, fini, clos, fermé, résolu, livré",
    Status.MEASURING: "review, in review, testing, test, to verify, verify, qa, à vérifier, en revue, révision, "
    "en test",
    Status.LEARNED: "learnt, what we learned, retrospective, rétrospective, appris, bilan",
    Status.STOP: "stopped, dropped, cancelled, canceled, rejected, wont do, abandonné, annulé, rejeté",
}

_PARKED_NAMES = (
    "parked, parking lot, on hold, icebox, later, someday, waiting, plus tard, en attente, en pause, parc"
)


def _columns() -> dict[str, Target]:
    """Return where each name of a column leads. Our own names win over what others may mean by them."""
    found = {name: Target(status) for status, names in _STATUS_NAMES.items() for name in _keys(names)}
    found |= {name: Target(Status.RAISED, ItemKind.QUESTION, parked=True) for name in _keys(_PARKED_NAMES)}
    found |= {name: Target(PHASE_STATUSES[HOME_OF[kind]][0], kind) for name, kind in KINDS.items()}
    found |= {
        name: Target(PHASE_STATUSES[phase][0]) for phase, names in _PHASE_NAMES.items() for name in _keys(names)
    }
    # "idea" is a kind and a status: the card may still become an action where somebody owns it
    return found | {key(status.value): Target(status) for status in Status}


COLUMNS: dict[str, Target] = _columns()
"""Where the cards of a column go, by its name; the explicit half of the mapping in arranging.py."""

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan, january, janv, janvier",
            "feb, february, févr, fév, février",
            "mar, march, mars",
            "apr, april, avr, avril",
            "may, mai",
            "jun, june, juin",
            "jul, july, juil, juillet",
            "aug, august, août",
            "sep, sept, september, septembre",
            "oct, october, octobre",
            "nov, november, novembre",
            "dec, december, déc, décembre",
        ),
        1,
    )
    for name in _keys(names)
}
