"""What does a screen reader say of a graph? What is known at each mark, and the notes."""

from app.language import tr
from ui.viewstate.graph import Still


def spoken(still: Still) -> str:
    """Return what a screen reader says of a graph: what is known at each mark, and the notes."""
    names = dict(still.x_ticks)
    parts = [f"{still.title}, {still.unit}"]
    parts += [" ".join(filter(None, [names.get(dot.at[0]), dot.label])) for dot in still.dots]
    parts += [tr("{end} lap {label}", end=names[bar.end], label=bar.label) for bar in still.bars]
    if still.projected_name:
        parts.append(f"{still.projected_name} {still.projected_label}")
    elif still.projected_label:
        parts.append(
            tr("projected finish {projected_label}", projected_label=still.projected_label)
        )
    parts += [tr("note at {x} m: {found}", x=int(flag.x), found=flag.text) for flag in still.flags]
    return "; ".join(parts)
