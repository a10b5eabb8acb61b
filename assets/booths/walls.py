"""What nearly every booth has: the wall behind with its large graphic, and the name board in front. Booths are in templates.py."""

from furniture import NAME_SHAPE, WALL

L, R, M = -0.5, 0.5, 0.0
ALL = (L, R)
WALL_PLACE = ("poster", WALL)


def back_wall(s, height, material="white", thickness=0.08, picture=(0.35, 2.35)):
    """The wall behind, with the booth's large graphic as a framed panel."""
    s.at(M, L)
    s.box((0, height / 2, -2 + thickness / 2), (6, height, thickness), material, 0.5, "xXyYzZ", wide=ALL)
    low, high = picture
    s.box(
        (0, (low + high) / 2, -2 + thickness + 0.02), (5.5, high - low + 0.06, 0.04), "accent-deep", 9, "xXyY", wide=ALL
    )
    s.quad(
        (-2.73, low, -2 + thickness + 0.042),
        (5.46, 0, 0),
        (0, high - low, 0),
        "wall-graphic",
        0.45,
        WALL,
        fit=((-2.73, L, 2.73, R), (-2.1, L, -1.9, L)),
    )
    s.solid(0, -2 + thickness / 2, 6, thickness + 0.04, height, wide=ALL)


def fascia(s, y, height, z, x0, x1, fit, glow_line=True, narrowest=4.5):
    """A name board along the front: accent box, the name and the booth number on it."""
    wide = (fit[0], fit[1])
    middle, length = (x0 + x1) / 2, x1 - x0
    s.at(M, R)
    s.box((middle, y + height / 2, z), (length, height, 0.12), "accent", 9, wide=wide)
    # The name never widens; in a booth narrower than 6 m its plate grows shorter by 49 cm a metre, and the shader shows less of
    # the slot. It ends before the number down to the narrowest booth.
    span = 3.88
    text = span / NAME_SHAPE
    left, right = middle - span / 2, middle + span / 2
    inward = (right - (x1 - 0.56 - (6 - narrowest) / 2)) / (6 - narrowest)
    s.at(M, R).quad(
        (left, y + (height - text) / 2, z + 0.064),
        (span, 0, 0),
        (0, text, 0),
        "fascia",
        9,
        fit=((left, inward - 0.49, right, inward), (1.8, R, 2, R)),
    )
    s.at(fit[1], R)
    s.quad((x1 - 0.52, y + height * 0.25, z + 0.064), (0.42, 0, 0), (0, height * 0.4, 0), "number", 9)
    s.at(M, R)
    if glow_line:
        s.box((middle, y - 0.012, z + 0.02), (length, 0.022, 0.08), "lamp", 9, "yZ", wide=wide)
        s.box((middle, y + height + 0.012, z), (length, 0.022, 0.13), "aluminium", 9, "xXYzZ", wide=wide)
