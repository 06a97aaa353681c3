# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes files as they are found in people's folders, each with what the
trainer has to do with it: to take it, or to leave it out for a reason (in the
words of its summary)."""
import io
import os
import random
import socket
import struct
import zlib

import numpy
from PIL import Image

HIDDEN = "hidden files and folders"
KIND = "not named like pictures"
SPECIAL = "no regular files"
UNREADABLE = "cannot be read"
TWICE = "the same as others"
PARTNER = "without a fitting partner"
HELD_OUT = "held out for testing"
UNFIT = "not fit"
TAKEN = "taken"

ENDINGS = {"PNG": (".png", ".PNG"), "JPEG": (".jpg", ".JPG", ".jpeg", ".Jpeg"),
           "TIFF": (".tif", ".TIFF"), "BMP": (".bmp", ".BMP"),
           "GIF": (".gif", ".GIF")}
NAMES = (b"IMG_1", b"IMG_2", b"1", b"a b", b"Stra\xc3\x9fe", b"M\xfcnchen",
         b"100%", b"-rf", b"it's", b'"x"', b"back\\slash", b"two\nlines",
         b"o\xcc\x88", b"x" * 200, b"\xc3\xa4" * 100, b"a.b.c", b"trip-1", b"%FC")
FOLDERS = (b"", b"", b"", b"trip", b"deep/er", b"dir.png", b"\xc3\xa4" * 80,
           b"\xc3\xa4" * 80 + b"/" + b"\xc3\xb6" * 80 + b"/" + b"\xc3\xbc" * 80)


class Maker:
    """Makes pictures from a seed, all of them different."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.n_made = 0

    def pixels(self, width=0, height=0, channels=3):
        """Returns a random colour with a little noise."""
        self.n_made += 1
        width = width or self.random.randrange(18, 34)
        height = height or self.random.randrange(18, 34)
        noise = numpy.random.default_rng(self.random.randrange(1 << 30))
        base = noise.integers(40, 200, channels)
        return (base + noise.integers(0, 30, (height, width, channels))
                ).astype(numpy.uint8)

    def image(self, mode="RGB", **size):
        if mode == "I;16":
            return Image.fromarray(
                self.pixels(channels=1, **size)[:, :, 0].astype(numpy.uint16)
                * 257)
        image = Image.fromarray(self.pixels(**size))
        if mode in ("RGBA", "LA"):
            image.putalpha(self.random.randrange(100, 256))
        return image.convert(mode)

    def encode(self, image, kind, **options):
        file = io.BytesIO()
        image.save(file, kind, **options)
        return file.getvalue()

    def good(self):
        """Returns (bytes, ending) of a picture that can be read."""
        kind = self.random.choice(list(ENDINGS))
        ending = self.random.choice(ENDINGS[kind])
        options = {}
        if kind == "PNG":
            mode = self.random.choice(
                ("RGB", "RGB", "RGBA", "L", "LA", "P", "I;16"))
        elif kind == "JPEG":
            mode = self.random.choice(("RGB", "RGB", "L", "CMYK"))
            turn = self.random.choice((0, 2, 3, 4, 5, 6, 7, 8))
            options["quality"] = 95
            if turn:
                exif = Image.Exif()
                exif[0x0112] = turn
                options["exif"] = exif
        else:
            mode = "P" if kind == "GIF" else "RGB"
        if kind == "GIF" and self.random.random() < .5:
            options.update(save_all=True, append_images=[self.image("P")])
        if self.random.random() < .1:
            ending = ".png"  # its contents decide what it is, not its name
        return self.encode(self.image(mode), kind, **options), ending

    def broken(self):
        """Returns (bytes, ending) of a file that is no whole picture."""
        png = self.encode(self.image(), "PNG")
        jpeg = self.encode(self.image(), "JPEG")
        return self.random.choice((
            (b"", ".jpg"), (b"<!DOCTYPE html><html></html>", ".jpg"),
            (png[:len(png) // 2], ".png"), (jpeg[:len(jpeg) // 2], ".JPG"),
            (jpeg[:-30], ".jpeg"), (self.random.randbytes(500), ".png"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", ".webp"), (huge_png(), ".png"),
            (png[:8], ".png"), (b"GIF89a\x10\0\x10\0\0\0\0", ".gif"),
            (b"\x89PNG\r\n\x1a\n" + b"\xff" * 60, ".png")))


def huge_png():
    """Returns a PNG of a few bytes whose header says that it has three billion
    pixels."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 50000, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b""))


def to_text(name):
    """Returns the name (bytes) as the trainer prints it."""
    text = ""
    for letter in name.decode("utf-8", "surrogateescape"):
        raw = letter.encode("utf-8", "surrogateescape")
        if letter == "%" or ord(letter) < 32 or 0xdc80 <= ord(letter) <= 0xdcff:
            text += "".join(f"%{byte:02X}" for byte in raw)
        else:
            text += letter
    return text


class Folder:
    """A folder of odd files. wanted says what has to become of each path
    (bytes)."""

    def __init__(self, root, maker):
        self.root = os.fsencode(root)
        self.maker = maker
        self.wanted = {}
        os.makedirs(self.root, exist_ok=True)

    def free_path(self, name, ending=b""):
        """Returns a path that does not exist yet, with this name or a similar
        one."""
        for number in range(1000):
            end = (b"" if number == 0 else b"~%d" % number) + ending
            folder = self.maker.random.choice(FOLDERS)
            path = os.path.join(self.root, folder, name[:250 - len(end)] + end)
            if not os.path.lexists(path):
                os.makedirs(os.path.dirname(path), exist_ok=True)
                return path
        raise AssertionError("no free name")

    def write(self, name, data, ending, wanted):
        path = self.free_path(name, ending.encode())
        with open(path, "wb") as file:
            file.write(data)
        self.wanted[path] = wanted
        return path

    def add_good(self, n):
        for _ in range(n):
            data, ending = self.maker.good()
            name = self.maker.random.choice(NAMES)
            self.write(name, data, ending, TAKEN)

    def add_same_stems(self):
        for name, kind in ((b"same.png", "PNG"), (b"same.jpg", "JPEG"),
                           (b"way/1.png", "PNG"), (b"way-1.png", "PNG")):
            path = os.path.join(self.root, name)
            if os.path.lexists(path):
                continue
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(self.maker.encode(self.maker.image(), kind))
            self.wanted[path] = TAKEN

    def add_odd(self):
        """Adds one odd file or folder."""
        maker = self.maker
        choice = maker.random.choice(
            ("hidden", "hidden folder", "macosx", "text", "none", "broken",
             "broken", "tiny", "thin", "dangling", "loop", "folder link",
             "self link", "pipe", "socket", "copy", "hard link", "file link",
             "archive", "empty folder"))
        good = maker.encode(maker.image(), "PNG")
        name = maker.random.choice(NAMES)
        if choice == "hidden":
            self.write(b"._" + name[:200], good, ".png", HIDDEN)
        elif choice in ("hidden folder", "macosx"):
            top = b".hidden" if choice == "hidden folder" else b"__MACOSX"
            path = os.path.join(self.root, top)
            os.makedirs(path, exist_ok=True)
            with open(os.path.join(path, b"in.png"), "wb") as file:
                file.write(good)
            self.wanted[path] = HIDDEN
        elif choice == "text":
            self.write(name, b"hello", ".txt", KIND)
        elif choice == "none":
            self.write(b"noending" + name[:9], good, "", KIND)
        elif choice == "archive":
            self.write(name, b"PK\5\6" + bytes(18), ".zip", KIND)
        elif choice == "broken":
            data, ending = maker.broken()
            # Random bytes behind most broken files make them different.
            self.write(name, data + maker.random.randbytes(4)
                       if data and ending != ".gif" and len(data) > 20
                       else data, ending, UNREADABLE)
        elif choice in ("tiny", "thin"):
            size = {"width": 1 if choice == "tiny" else 90, "height": 3}
            self.write(name, maker.encode(maker.image(**size), "PNG"), ".png",
                       UNFIT)
        elif choice == "empty folder":
            os.makedirs(self.free_path(b"empty"))
        elif choice in ("copy", "hard link", "file link"):
            self.add_twin(choice)
        else:
            self.add_special(choice, name)

    def add_special(self, choice, name):
        path = self.free_path(name, b".png")
        if choice == "dangling":
            os.symlink(b"nowhere.png", path)
        elif choice == "loop":
            os.symlink(os.path.basename(path), path)
        elif choice == "folder link":
            os.symlink(self.root, path)
        elif choice == "self link":
            os.symlink(b".", path)
        elif choice == "pipe":
            os.mkfifo(path)
        else:
            here = os.getcwd()
            os.chdir(os.path.dirname(path))  # paths of sockets must be short
            try:
                with socket.socket(socket.AF_UNIX) as listener:
                    listener.bind(b"s.sock")
            finally:
                os.chdir(here)
            os.rename(os.path.join(os.path.dirname(path), b"s.sock"), path)
        self.wanted[path] = SPECIAL

    def add_twin(self, choice):
        """Adds a copy of another file under a new name. Of equal files, the
        one whose name comes first has to be taken."""
        sources = [path for path, wanted in self.wanted.items()
                   if wanted == TAKEN and not os.path.islink(path)]
        if not sources:
            return
        source = self.maker.random.choice(sorted(sources))
        ending = os.path.splitext(source)[1]
        path = self.free_path(b"twin", ending)
        if choice == "copy":
            with open(source, "rb") as file, open(path, "wb") as to:
                to.write(file.read())
        elif choice == "hard link":
            os.link(source, path)
        else:
            os.symlink(source, path)
        twins = [source, path] + [
            other for other, wanted in self.wanted.items()
            if wanted == TWICE and open(other, "rb").read()
            == open(source, "rb").read()]
        for twin in twins:
            self.wanted[twin] = TWICE
        self.wanted[min(twins)] = TAKEN

    def count(self, wanted):
        return sum(1 for value in self.wanted.values() if value == wanted)

    def merge_broken_twins(self):
        """Of broken files with the same bytes, one has to be reported as
        broken and the others as the same."""
        seen = {}
        for path in sorted(self.wanted):
            if self.wanted[path] in (UNREADABLE, UNFIT):
                with open(path, "rb") as file:
                    data = file.read()
                if data in seen:
                    self.wanted[path] = TWICE
                seen[data] = path


def state(folder):
    """Returns times, sizes and modes of all files and folders below folder."""
    found = {}
    for place, folders, files in os.walk(os.fsencode(folder)):
        for name in folders + files:
            path = os.path.join(place, name)
            status = os.lstat(path)
            found[path] = (status.st_mtime_ns, status.st_size, status.st_mode)
    return found


def may_be_read(value):
    """Whether a file with this outcome is a regular file with a picture's
    name."""
    return value in (TAKEN, TWICE, UNREADABLE, UNFIT)
