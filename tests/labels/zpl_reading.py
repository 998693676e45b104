"""Reads ZPL back as a printer does: labels, their fields, and how a label looks but for the printer's own font."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

COMMANDS = {"XA", "CI", "PO", "PW", "LL", "LH", "FO", "FT", "GF", "GB", "A0", "FH", "FD", "FS", "PQ", "XZ"}
_LABEL = re.compile(r"\^XA\^CI28\^PON\^PW(\d+)\^LL(\d+)\^LH0,0(.*)\^PQ(\d+)\^XZ")
_FIELD = re.compile(r"\^(F[OT])(\d+),(\d+)(\^(?:GFA|GB|A0N).*?)\^FS")
# The run-length letters of the ZPL II guide under ~DG: G is one, Y nineteen, g twenty, z four hundred.
_TIMES = {chr(ord("F") + n): n for n in range(1, 20)} | {chr(ord("f") + n): 20 * n for n in range(1, 21)}


@dataclass(frozen=True)
class Field:
    """One field: where it is put, what it is, and its picture or, in the printer's own font, its size and text.

    Set pixels of a picture are ink.
    """

    x: int
    y: int
    kind: str
    image: Image.Image | None = None
    size: tuple[int, int] = (0, 0)
    text: str = ""


@dataclass(frozen=True)
class Label:
    width: int
    height: int
    copies: int
    fields: tuple[Field, ...]

    def of(self, kind: str) -> list[Field]:
        return [field for field in self.fields if field.kind == kind]

    def drawn(self) -> Image.Image:
        """Return the label without the text in the printer's own font."""
        image = Image.new("L", (self.width, self.height), 255)
        for field in self.fields:
            if field.image is not None:
                image.paste(0, (field.x, field.y), field.image)
        return image


def labels(zpl: bytes) -> list[Label]:
    """Read all labels; anything that is not one of our fields is a fault."""
    text = zpl.decode("ascii")
    assert text.endswith("\n")
    found = []
    for line in text[:-1].split("\n"):
        label = _LABEL.fullmatch(line)
        assert label is not None, line
        assert set(re.findall(r"[\^~](..)", line)) <= COMMANDS
        assert _FIELD.sub("", label[3]) == ""
        fields = tuple(_field(*match.groups()) for match in _FIELD.finditer(label[3]))
        found.append(Label(int(label[1]), int(label[2]), int(label[4]), fields))
    return found


def _field(how: str, x: str, y: str, what: str) -> Field:
    assert (how == "FT") == what.startswith("^A0N")
    if what.startswith("^GB"):
        width, height, thick = map(int, what[3:].split(","))
        image = Image.new("1", (width, height), 1)
        if 2 * thick < min(width, height):
            image.paste(0, (thick, thick, width - thick, height - thick))
        return Field(int(x), int(y), "box", image)
    if what.startswith("^GFA"):
        return Field(int(x), int(y), "graphic", _graphic(what[5:]))
    size, _, data = what.removeprefix("^A0N,").partition("^FH^FD")
    height, width = map(int, size.split(","))
    return Field(int(x), int(y), "text", size=(height, width), text=_said(data))


def _said(data: str) -> str:
    assert not re.search(r"[\^~]", data)
    return re.sub(rb"_([0-9A-F]{2})", lambda code: bytes.fromhex(code[1].decode()), data.encode()).decode()


def _graphic(what: str) -> Image.Image:
    count, total, across, packed = what.split(",", 3)
    digits, rows, row, times = int(across) * 2, [], "", 0
    for sign in packed:
        if sign in _TIMES:
            times += _TIMES[sign]
        elif sign == ":":
            assert not row
            rows.append(rows[-1])
        elif sign == ",":
            row += "0" * (digits - len(row))
        else:
            row += sign * (times or 1)
            times = 0
        if len(row) >= digits:
            assert len(row) == digits
            rows.append(row)
            row = ""
    assert not row
    assert count == total == str(int(across) * len(rows))
    return Image.frombytes("1", (int(across) * 8, len(rows)), bytes.fromhex("".join(rows)))


def black_and_white(image: Image.Image) -> Image.Image:
    return image.point(lambda value: 255 if value > 127 else 0)


def inked(image: Image.Image) -> int:
    return image.histogram()[0]


def without_number(image: Image.Image, label: Label) -> Image.Image:
    """Return a picture without what the printer writes in its own font, over the width that it may take."""
    left = image.copy()
    for field in label.of("text"):
        height = field.size[0]
        box = (field.x - 1, int(field.y - 1.1 * height), image.width, int(field.y + 0.3 * height))
        ImageDraw.Draw(left).rectangle(box, fill=255)
    return left


def independent_reader() -> str | None:
    """Return the folder of the npm package that draws ZPL; None where it or node is missing.

    Looked for in what the environment variable says, else where node itself looks from here.
    """
    if shutil.which("node") is None:
        return None
    named = os.environ.get("ZPL_RENDERER")
    if named:
        return named if Path(named, "package.json").exists() else None
    ask = "console.log(require('path').dirname(require.resolve('zpl-renderer-js')))"
    answer = subprocess.run(["node", "-e", ask], capture_output=True, encoding="utf-8", check=False)
    return str(Path(answer.stdout.strip()).parent) if answer.returncode == 0 else None


_DRAW = """
const fs = require("fs");
const [package, source, folder, dots, ...sizes] = process.argv.slice(1);
require(package).ready.then(async ({ api }) => {
  const drawn = await api.zplToBase64MultipleAsync(fs.readFileSync(source, "utf8"), +sizes[0], +sizes[1], +dots);
  drawn.forEach((one, n) => fs.writeFileSync(`${folder}/${n}.png`, Buffer.from(one, "base64")));
  console.log(JSON.stringify(drawn.length));
});
"""
# The reader knows resolutions as dots a millimetre.
_DOTS_A_MM = {203: 8, 300: 12, 600: 24}


def drawn_by_another(package: str, zpl: bytes, dpi: int, folder: Path) -> list[Image.Image]:
    """Return the labels as another program draws them, font and all."""
    source, dots = folder / "labels.zpl", _DOTS_A_MM[dpi]
    source.write_bytes(zpl)
    first = labels(zpl)[0]
    command = ["node", "-e", _DRAW, package, str(source), str(folder), str(dots)]
    size = [str(first.width / dots), str(first.height / dots)]
    answer = subprocess.run([*command, *size], capture_output=True, encoding="utf-8", check=True)
    return [Image.open(folder / f"{n}.png").convert("L") for n in range(json.loads(answer.stdout))]
