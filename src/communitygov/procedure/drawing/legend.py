"""The legend of a drawing: every sign that stands in it, with what it means."""

from collections.abc import Iterator

from communitygov.errors import Words
from communitygov.procedure.drawing.canvas import Canvas
from communitygov.procedure.drawing.card import ACTION, BEGINS, LEADING
from communitygov.procedure.drawing.ink import JOINING, SHARED, Ink
from communitygov.procedure.drawing.lettering import width, wrapped
from communitygov.procedure.drawing.mark import DARK, EDGE, LIGHT, TINT, WARM, badge, box, line, stroke, text

ENDS = Words("事项至此终结", "a case ends here")
STANDS = Words("事项现处", "the case stands here")
_SEVERAL = Words("多个角色", "several roles")
_JOINED = Words("同一状态，另一泳道", "the same state, in another lane")
_TAKEN = Words("已办，按先后编号", "taken, numbered in order")
_ELSEWHERE = Words("另有 {} 步按别的表办理，未画出", "{} more taken under another table, not drawn")
#: The widest part of the legend.
_SIGN = 240


def legend(canvas: Canvas) -> tuple[list[str], int]:
    """Return the legend, and how high it is."""
    most = canvas.layout.sheet.width
    wide = min(most, _SIGN)
    parts: list[str] = []
    x = y = high = 0
    for sample, caption in _signs(canvas):
        lines = wrapped(caption, size=ACTION, most=wide - 60)
        if x and x + wide > most:
            x, y, high = 0, y + high, 0
        parts += [f'<g transform="translate({x} {y})">', sample, *text(lines, (38, 1), size=ACTION), "</g>"]
        x += max(width(part, ACTION) for part in lines) + 60
        high = max(high, len(lines) * LEADING[ACTION] + 6)
    return parts, y + high


def _signs(canvas: Canvas) -> Iterator[tuple[str, str]]:
    """Yield every sign of the drawing with what it means."""
    captions, palette, language = canvas.captions, canvas.palette, canvas.captions.language
    bundles = {way.row.course.bundle.roles for way in canvas.layout.ways}
    for role in captions.table.roles:
        yield _sample(palette.ink((role.code,))), captions.of(role)
    if any(roles is not None and len(roles) != 1 for roles in bundles):
        yield _sample(SHARED), _SEVERAL.say(language)
    if None in bundles:
        yield _sample(JOINING), _JOINED.say(language)
    yield box(0, 3, wide=28, high=14, look=f'rx="4" fill="{DARK}"'), BEGINS.say(language)
    edges = (
        box(0, 3, wide=28, high=14, look=f'rx="4" fill="{LIGHT}" stroke="{EDGE}"'),
        box(3, 6, wide=22, high=8, look=f'rx="2" fill="{TINT}" stroke="{EDGE}"'),
    )
    yield "".join(edges), ENDS.say(language)
    if canvas.trail is not None:
        yield "".join(badge("1", (24, 2))), _TAKEN.say(language)
        look = f'rx="4" fill="{WARM}" stroke="{DARK}" stroke-width="2.5"'
        yield box(1, 3, wide=26, high=14, look=look), STANDS.say(language)
        if canvas.trail.elsewhere:
            yield "", _ELSEWHERE.say(language).format(canvas.trail.elsewhere)


def _sample(ink: Ink) -> str:
    """Return a short line in an ink."""
    return line(((0, 10), (28, 10)), stroke(ink))
