# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Structures of the foreign pairs: drawings on grounds, and flattened photos."""
import cv2
import gi
import numpy

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402

DRAWING_SIDE = 384
PHOTO_SIZE = (320, 400)
# Photos are flattened at twice their size, which leaves soft outlines.
TWICE = 2
# These photos show only a surface, in which structure and texture are the same.
SURFACES = ("burnt_bark", "corn_maze", "mossy_bark", "mudstone",
            "ocean_splash")


def list_drawings(folder):
    """Returns the files of the package's drawings, each once."""
    found = {}
    for path in sorted(folder.rglob("*.svg")):
        if path.is_file() and not path.is_symlink() \
                and not any(part in str(path)
                            for part in ("16x16", "22x22", "32x32")):
            found.setdefault(path.read_bytes(), path)
    return list(found.values())


def list_photos(folder):
    """Returns the files of the package's photos: tuxpaint's templates,
    palapeli's puzzles."""
    return [path for path in sorted(folder.rglob("*.jpg"))
            if path.parent.name in ("templates", "collection")
            and path.stem not in SURFACES]


def render(path, side):
    """Renders a drawing, side pixels square, as blue, green, red and alpha in
    [0, 1]. Returns None if it cannot be drawn or is nearly empty."""
    try:
        pixbuf = GdkPixbuf.Pixbuf.new_from_file_at_size(str(path), side, side)
    except gi.repository.GLib.Error:
        return None
    if not pixbuf.get_has_alpha():
        return None
    pixels = numpy.frombuffer(pixbuf.get_pixels(), numpy.uint8)
    stride, width = pixbuf.get_rowstride(), pixbuf.get_width()
    pixels = numpy.pad(pixels, (0, -len(pixels) % stride))
    pixels = pixels.reshape(-1, stride)[:, :4 * width].reshape(-1, width, 4)
    if pixels[..., 3].mean() < 40:
        return None
    return pixels[..., [2, 1, 0, 3]].astype(numpy.float32) / 255


def make_ground(random, side):
    """Makes a flat or graded background, or two of them with a curve between.
    """
    rows, columns = numpy.mgrid[0:side, 0:side].astype(numpy.float32) / side
    angle = random.uniform(0, 2 * numpy.pi)
    along = (numpy.cos(angle) * columns + numpy.sin(angle) * rows)[..., None]
    grounds = []
    for _ in range(2):
        first = random.uniform(0.15, 0.85, 3).astype(numpy.float32)
        second = first + random.uniform(-0.25, 0.25, 3).astype(numpy.float32)
        grounds.append(numpy.clip(first + (second - first) * along, 0, 1))
    if random.random() < 0.4:
        return grounds[0]
    height = random.uniform(0.3, 0.7)
    curve = height + 0.12 * numpy.sin(random.uniform(3, 7) * columns
                                      + random.uniform(0, 6))
    share = numpy.clip((rows - curve) * side + 0.5, 0, 1)[..., None]
    return grounds[0] * (1 - share) + grounds[1] * share


def draw(drawings, random):
    """Makes a picture of drawings of all sizes on a background."""
    canvas = make_ground(random, DRAWING_SIDE)
    n_left = random.integers(6, 11)
    while n_left > 0:
        side = int(random.uniform(60, 200))
        sprite = render(drawings[random.integers(len(drawings))], side)
        if sprite is None:
            continue
        height, width = sprite.shape[:2]
        top = random.integers(-height // 4, DRAWING_SIDE - 3 * height // 4)
        left = random.integers(-width // 4, DRAWING_SIDE - 3 * width // 4)
        ys = slice(max(top, 0), min(top + height, DRAWING_SIDE))
        xs = slice(max(left, 0), min(left + width, DRAWING_SIDE))
        part = sprite[ys.start - top:ys.stop - top,
                      xs.start - left:xs.stop - left]
        alpha = part[..., 3:]
        canvas[ys, xs] = canvas[ys, xs] * (1 - alpha) + part[..., :3] * alpha
        n_left -= 1
    return numpy.rint(canvas * 255).astype(numpy.uint8)


def crop_photo(path, number, random):
    """Returns a part of a photo at a scale at which it shows whole things, not
    details of them."""
    photo = cv2.imread(str(path), cv2.IMREAD_COLOR)
    height, width = (side * TWICE for side in PHOTO_SIZE)
    fitting = max(height / photo.shape[0], width / photo.shape[1])
    scale = fitting * random.uniform(1, 1.5)
    size = [max(need, int(round(side * scale))) for need, side
            in zip((width, height), photo.shape[1::-1])]
    shrinks = scale < 1
    photo = cv2.resize(photo, size, interpolation=cv2.INTER_AREA if shrinks
                       else cv2.INTER_CUBIC)
    top = random.integers(photo.shape[0] - height + 1)
    left = random.integers(photo.shape[1] - width + 1)
    photo = photo[top:top + height, left:left + width]
    return numpy.ascontiguousarray(photo[:, ::-1] if number % 3 == 2 else photo)


def flatten_photo(photos, number, random):
    """Turns a photo into flat areas: by mean shift, and half of the photos
    also by k-means. The structures of the training data are made otherwise, by
    relative total variation."""
    path = photos[number % len(photos)]
    photo = crop_photo(path, number, random)
    photo = cv2.medianBlur(photo, 5)
    for _ in range(2):
        photo = cv2.pyrMeanShiftFiltering(photo, 12, 28, maxLevel=1)
    if number % 2:
        photo = make_areas(photo)
    else:
        for _ in range(4):
            photo = cv2.bilateralFilter(photo, 13, 24, 6)
    return cv2.resize(photo, PHOTO_SIZE[::-1], interpolation=cv2.INTER_AREA)


def make_areas(photo, n_colours=18):
    """Reduces photo to n_colours colours, with smooth outlines of the areas.
    """
    lab = cv2.cvtColor(photo, cv2.COLOR_BGR2LAB)
    cv2.setRNGSeed(1)
    samples = lab.reshape(-1, 3).astype(numpy.float32)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 30, 0.5)
    _, labels, centres = cv2.kmeans(samples, n_colours, None, stop, 2,
                                    cv2.KMEANS_PP_CENTERS)
    labels = labels.reshape(photo.shape[:2])
    # Each pixel gets the colour that most of its neighbourhood has.
    votes = [cv2.GaussianBlur((labels == k).astype(numpy.float32), (0, 0), 3)
             for k in range(n_colours)]
    labels = numpy.argmax(votes, 0)
    flat = numpy.rint(centres)[labels].astype(numpy.uint8)
    return cv2.cvtColor(flat, cv2.COLOR_LAB2BGR)
