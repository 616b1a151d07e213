"""What the rail shows, as markup: the list of lessons, and a step. Everything a file says is escaped."""

from __future__ import annotations

from html import escape

from apps.lessons.facts import Facts
from apps.lessons.judging import Known
from apps.lessons.lesson import Lesson
from apps.lessons.library import Shelf
from apps.lessons.markup import rendered
from apps.lessons.progress import Trail
from apps.lessons.walk import Walk
from engine.words import language, phrase, tr, trn
from viz.shapes.indices import marked

DONE, NOT_YET, ALREADY = phrase("Done."), phrase("Not yet."), phrase("It is so already.")
NO_NUMBER = phrase("Say a number, such as 0.17.")
TRY_AGAIN = phrase("Not this one; try another.")
NEAR, FAR = phrase("Close."), phrase("Not close.")
RIGHT_ORDER, OTHER_ORDER = phrase("That is the order."), phrase("The order is another one:")


def list_card(shelf: Shelf, trails: dict[str, Trail]) -> str:
    """Return the list of all lessons, with how far the learner has come."""
    rows = []
    for lesson in shelf.lessons:
        trail = trails.get(lesson.slug, Trail())
        ids = {step.id for step in lesson.steps}
        done, all_steps = len(ids & set(trail.done)), len(lesson.steps)
        minutes = trn("{n} minute", "{n} minutes", lesson.minutes)
        state = tr("{done} of {steps} steps", done=done, steps=all_steps) if done else minutes
        begun = tr("Go on") if 0 < done < all_steps else tr("Again") if done else tr("Begin")
        share = round(100 * done / all_steps)
        said = escape(tr("{act}: {title}", act=begun, title=lesson.title))
        rows.append(
            f"<li><h3{_lang(lesson)}>{marked(lesson.title)}</h3>{_in_english(lesson)}"
            f"<div{_lang(lesson)}>{rendered(lesson.about, {})}</div>"
            f"<div class='foot'><span class='far' style='--done:{share}%'>{escape(state)}</span>"
            f"<button type='button' data-act='begin' data-value='{escape(lesson.slug)}' aria-label='{said}'>"
            f"{escape(begun)}</button></div></li>"
        )
    wrong = "".join(
        f"<details open><summary>{escape(tr('{file} has mistakes', file=name))}</summary><ul class='wrong'>"
        f"{''.join(f'<li>{escape(line)}</li>' for line in lines[:20])}</ul></details>"
        for name, lines in shelf.mistakes.items()
    )
    return (
        f"<header><h2 tabindex='-1'>{escape(tr('Lessons'))}</h2>{_close()}</header>"
        f"{wrong}<p class='doors'>{_button('map', tr('Axioms and postulates'))} "
        f"{_button('dice', tr('Exercises by dice'))}</p><ol class='path'>{''.join(rows)}</ol>"
    )


def step_card(
    walk: Walk, known: Known, facts: Facts, frozen: str, elsewhere: str = "", closed: bool = False
) -> str:
    """Return a step.

    Parameters
    ----------
    walk
        The learner's way, at this step.
    known
        The values that are known so far.
    facts
        Of the network on screen.
    frozen
        What is asked and was said, as it was when the step was done (`settled`); empty before.
    elsewhere
        The network that the step is about, if another one is on screen: its values are not those of the step.
    closed
        Whether what is inside the system, which the step speaks of, is closed.
    """
    step, lesson = walk.step, walk.lesson
    place = tr("Step {at} of {steps}", at=walk.index + 1, steps=len(lesson.steps))
    share = round(100 * (walk.index + walk.is_done) / len(lesson.steps))
    of_step = {each: told for each, told in known.items() if each.step} if elsewhere else known
    return (
        f"<header><button type='button' class='plain' data-act='list'>{escape(tr('All lessons'))}</button>"
        f"{_close()}</header>"
        f"<p class='place'><b>{marked(lesson.title)}</b><br>{escape(place)}</p>"
        f"<div class='bar' style='--done:{share}%' aria-hidden='true'></div>"
        f"<h2 tabindex='-1'{_lang(lesson)}>{marked(step.title)}</h2>{_notices(walk, elsewhere, closed)}"
        f"<div class='body'{_lang(lesson)}>{rendered(step.body, of_step)}</div>"
        f"{frozen or settled(walk, known, facts, elsewhere)}{_way(walk)}"
    )


def settled(walk: Walk, known: Known, facts: Facts, elsewhere: str = "") -> str:
    """Return what a step asks, and what is said about what was done; to be kept once that is settled."""
    return f"{_task(walk, known, facts, elsewhere)}{after(walk, known)}"


def unjudged(name: str) -> str:
    """Return what is said about an answer that is given while another network is on screen."""
    return tr("Not judged: the question is about “{name}”, so open it first.", name=name)


def _notices(walk: Walk, elsewhere: str, closed: bool) -> str:
    if elsewhere:
        told = [tr("This step is about “{name}”.", name=elsewhere)]
        if walk.step.kind != "read" and not walk.step.anywhere:
            told.append(tr("What you do counts once it is open."))
        said = escape(" ".join(told))
        return f"<p class='notice'>{said} {_button('reopen', tr('Open it'))}</p>"
    if closed and walk.step.inside and not walk.is_done:
        said = escape(tr("Press “Look inside” first: this step speaks of what is there."))
        return f"<p class='notice'>{said}</p>"
    return ""


def _in_english(lesson: Lesson) -> str:
    """Return the mark of a lesson that has not been translated into the language of the page."""
    is_foreign = lesson.language == "en" != language()
    return f"<p class='foreign'>{escape(tr('in English'))}</p>" if is_foreign else ""


def _lang(lesson: Lesson) -> str:
    """Return the attribute that names the language of a lesson, if it is not that of the page."""
    return "" if lesson.language == language() else f" lang='{escape(lesson.language)}'"


def after(walk: Walk, known: Known) -> str:
    """Return what is said once a step is done; empty before."""
    step = walk.step
    if not walk.is_done or (not step.then and step.kind != "act"):
        return ""
    said = ALREADY if walk.attempt.already else DONE
    done = f"<b class='tick'>{escape(said)}</b>" if step.kind == "act" else ""
    return f"<div class='then'>{done}{rendered(step.then, known)}</div>"


def feedback(walk: Walk, known: Known, facts: Facts) -> str:
    """Return what is said about the answer that was given last, as markup; empty if none was."""
    step, attempt = walk.step, walk.attempt
    if step.kind == "choose" and attempt.chosen:
        last = attempt.chosen[-1]
        right = walk.is_right(last, known, facts)
        if right is None:
            return ""  # what it depends on is being computed
        said = rendered(step.options[last].feedback, known)
        return said if right else f"{said}<p>{escape(TRY_AGAIN)}</p>"
    if step.kind == "guess" and (near := walk.is_near(known)) is not None:
        assert step.of is not None
        both = tr("You said {guess}; it is {value}.", guess=walk.guess_text, value=known[step.of].text)
        return f"<p><b>{escape(NEAR if near else FAR)}</b> {escape(both)}</p>"
    if step.kind == "order" and attempt.given and (right := walk.right_order(known)) is not None:
        if attempt.order == right:
            return f"<p><b>{escape(RIGHT_ORDER)}</b></p>"
        lines = "".join(f"<li>{_valued(walk, i, known)}</li>" for i in right)
        return f"<p><b>{escape(OTHER_ORDER)}</b></p><ol>{lines}</ol>"
    return ""


def _task(walk: Walk, known: Known, facts: Facts, elsewhere: str) -> str:
    step, attempt = walk.step, walk.attempt
    if step.kind == "read":
        return ""
    asked = f"<div class='ask'>{rendered(step.task, known)}</div>"
    if step.kind == "act":
        yet = f"<p class='yet'>{escape(NOT_YET)}</p>" if attempt.tried else ""
        inner = asked + ("" if walk.is_done else yet + _hint(walk, known))
    elif step.kind == "choose":
        inner = asked + _options(walk, known, facts)
    elif step.kind == "guess":
        inner = asked + _guess(walk)
    else:
        inner = asked + _order(walk, known)
    said = feedback(walk, known, facts)
    if elsewhere and attempt.strayed:
        said = f"<p>{escape(unjudged(elsewhere))}</p>"
    elif attempt.unread:
        said = f"<p>{escape(NO_NUMBER)}</p>"
    answer = f"<div class='feedback'>{said}</div>" if said else ""
    return f"<section class='task {'done' if walk.is_done else ''}'>{inner}{answer}</section>"


def _hint(walk: Walk, known: Known) -> str:
    if not walk.step.hint:
        return ""
    if walk.attempt.hinted:
        return f"<div class='hint'>{rendered(walk.step.hint, known)}</div>"
    return _button("hint", tr("Give me a hint"), "plain")


def _options(walk: Walk, known: Known, facts: Facts) -> str:
    rows = []
    over = any(walk.is_right(i, known, facts) for i in walk.attempt.chosen)
    for i, option in enumerate(walk.step.options):
        is_chosen = i in walk.attempt.chosen
        right = walk.is_right(i, known, facts) if is_chosen else None
        kind, mark = {True: ("right", "✓ "), False: ("wrong", "✗ "), None: ("", "… " * is_chosen)}[right]
        off = " disabled" if over or is_chosen else ""
        text = rendered(option.text, known).removeprefix("<p>").removesuffix("</p>")
        rows.append(
            f"<li><button type='button' class='option {kind}' data-act='choose' data-value='{i}'{off}>"
            f"{mark}{text}</button></li>"
        )
    return f"<ul class='options'>{''.join(rows)}</ul>"


def _guess(walk: Walk) -> str:
    if walk.attempt.guess is not None:
        return ""
    label = escape(tr("Your guess"))
    return (
        f"<form data-act='guess'><label>{label} <input name='guess' inputmode='decimal' autocomplete='off' "
        f"required maxlength='20'></label> <button type='submit'>{escape(tr('Say it'))}</button></form>"
    )


def _order(walk: Walk, known: Known) -> str:
    rows, last = [], len(walk.attempt.order) - 1
    for place, i in enumerate(walk.attempt.order):
        if walk.attempt.given:
            rows.append(f"<li>{_valued(walk, i, known)}</li>")
            continue
        name = rendered(walk.step.items[i].text, known).removeprefix("<p>").removesuffix("</p>")
        plain = escape(walk.step.items[i].text, quote=True)
        moves = "".join(
            f"<button type='button' class='plain' data-act='{act}' data-value='{i}' "
            f"aria-label='{escape(said, quote=True)}: {plain}'{' disabled' if off else ''}>{sign}</button>"
            for act, said, sign, off in (
                ("up", tr("Move up"), "↑", place == 0),
                ("down", tr("Move down"), "↓", place == last),
            )
        )
        rows.append(f"<li><span class='name'>{name}</span>{moves}</li>")
    give = "" if walk.attempt.given else _button("order", tr("This is my order"))
    return f"<ol class='order'>{''.join(rows)}</ol>{give}"


def _valued(walk: Walk, index: int, known: Known) -> str:
    item = walk.step.items[index]
    name = rendered(item.text, known).removeprefix("<p>").removesuffix("</p>")
    told = known.get(item.value)
    return (
        f"<span class='name'>{name}</span> <span class='figure'>{escape(told.text if told else '…')}</span>"
    )


def _way(walk: Walk) -> str:
    back = _button("back", tr("Back"), "plain", walk.index == 0)
    is_open = walk.step.kind != "read" and not walk.is_done
    if walk.is_last:
        on = _button("list", tr("To all lessons"), "plain" if is_open else "main")
    else:
        on = _button("next", tr("Skip") if is_open else tr("Next"), "plain" if is_open else "main")
    return f"<nav class='way' aria-label='{escape(tr('Steps'))}'>{back}{on}</nav>"


def _button(act: str, label: str, kind: str = "", off: bool = False) -> str:
    return (
        f"<button type='button' class='{kind}' data-act='{act}'{' disabled' if off else ''}>"
        f"{escape(label)}</button>"
    )


def _close() -> str:
    said = escape(tr("Close the lessons"), quote=True)
    named = f"aria-label='{said}' title='{said}'"
    return f"<button type='button' class='plain shut' data-act='close' {named}>×</button>"
