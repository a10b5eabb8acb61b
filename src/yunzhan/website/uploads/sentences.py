"""Why a file was refused, as a sentence in the reader's language: one for each code of the checks, with limit and found value."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: dict[str, str | Promise] = {
    # at the door
    "FileEmpty": gettext_lazy("The file is empty."),
    "FileTooLarge": gettext_lazy("A file of this kind may have at most %(limit)s bytes; this one has %(found)s."),
    "NameMalformed": gettext_lazy(
        "A file name may have at most %(limit)s characters, and no slash or control character."
    ),
    "FormatUnknown": gettext_lazy(
        "PNG, JPEG, WebP, SVG, glTF (GLB), PDF and MP4 can be read; this file (%(found)s) is none."
    ),
    "NameDisagrees": gettext_lazy("The name ends with %(found)s, but the file is something else."),
    "KindNotWanted": gettext_lazy("A file of another kind is needed here, not %(found)s."),
    # pictures
    "PictureBroken": gettext_lazy("The picture is damaged or cut off."),
    "PictureTooLong": gettext_lazy("A picture may be at most %(limit)s pixels wide and high; this one has %(found)s."),
    "PictureTooManyPixels": gettext_lazy("A picture may have at most %(limit)s pixels in all; this one has %(found)s."),
    "PictureTooSmall": gettext_lazy(
        "A picture must be at least %(limit)s pixels wide and high; this one has %(found)s."
    ),
    "PictureMoves": gettext_lazy("Moving pictures cannot be used; this one has %(found)s frames."),
    # models
    "ModelBroken": gettext_lazy("The model is damaged or cut off."),
    "ModelMalformed": gettext_lazy("The model is no valid glTF 2.0: %(found)s is missing or wrong."),
    "ModelJsonTooLarge": gettext_lazy(
        "A model's description may have at most %(limit)s bytes; this one has %(found)s."
    ),
    "ModelTooDeep": gettext_lazy("The parts of a model may lie at most %(limit)s levels deep in each other."),
    "ModelTooMany": gettext_lazy("A model may have at most %(limit)s of each kind of part; this one has %(found)s."),
    "ModelReference": gettext_lazy("The model refers to a part that it does not have: %(found)s."),
    "ModelOutOfBounds": gettext_lazy("The model reads beyond its own data: byte %(found)s of %(limit)s."),
    "ModelAccessor": gettext_lazy("The model stores its data in a way that cannot be read: %(found)s."),
    "ModelIndexRange": gettext_lazy("A triangle refers to corner %(found)s; there are %(limit)s."),
    "ModelNotFinite": gettext_lazy("The model has places that are no numbers."),
    "ModelCycle": gettext_lazy("A part of the model lies in itself or in two others (node %(found)s)."),
    "ModelExternal": gettext_lazy(
        "All of a model must be in one file; this one refers to %(found)s. Export it as GLB."
    ),
    "ModelNeeds": gettext_lazy(
        "The model needs %(found)s, which cannot be read. Export it without compression and without this extension."
    ),
    "ModelEmpty": gettext_lazy("There is no surface in the model."),
    "TooManyTriangles": gettext_lazy("A model may have at most %(limit)s triangles; this one has %(found)s."),
    "TooManyVertices": gettext_lazy("A model may have at most %(limit)s corners; this one has %(found)s."),
    "TooManyPrimitives": gettext_lazy("A model may have at most %(limit)s separate meshes; this one has %(found)s."),
    "TooManyMaterials": gettext_lazy("A model may use at most %(limit)s materials; this one uses %(found)s."),
    "TooManyTexturePixels": gettext_lazy(
        "The pictures of a model may have at most %(limit)s pixels in all; these have %(found)s."
    ),
    "ModelTooLarge": gettext_lazy(
        "A model may be at most %(limit)s m long; this one is %(found)s m. Its unit must be the metre."
    ),
    "ModelTooSmall": gettext_lazy(
        "A model must be at least %(limit)s m long; this one is %(found)s m. Its unit must be the metre."
    ),
    "ModelTooHeavy": gettext_lazy(
        "A model may weigh at most %(limit)s bytes when it is ready, not %(found)s. Use fewer triangles or smaller pictures."
    ),
    # drawings
    "DrawingBroken": gettext_lazy("The drawing is no whole SVG."),
    "DrawingHasEntities": gettext_lazy("A drawing may not define entities of its own."),
    "DrawingHasScript": gettext_lazy("A drawing may not run anything; this one has %(found)s."),
    "DrawingExternal": gettext_lazy("All of a drawing must be in one file; this one refers to %(found)s."),
    "DrawingForeign": gettext_lazy("A drawing may only have shapes, texts and pictures, not %(found)s."),
    "DrawingTooManyParts": gettext_lazy("A drawing may have at most %(limit)s parts; this one has %(found)s."),
    "DrawingTooDeep": gettext_lazy("The parts of a drawing may lie at most %(limit)s levels deep in each other."),
    "DrawingUsesItself": gettext_lazy("A part of the drawing uses itself (%(found)s)."),
    "DrawingShape": gettext_lazy("A drawing needs a size, and may be at most %(limit)s times as long as wide."),
    # brochures
    "BrochureBroken": gettext_lazy("The PDF is damaged or cut off."),
    "BrochureLocked": gettext_lazy("The PDF is encrypted. Save it without a password."),
    "BrochureTooManyPages": gettext_lazy("A brochure may have at most %(limit)s pages; this one has %(found)s."),
    "BrochureTooManyParts": gettext_lazy("A PDF may have at most %(limit)s parts; this one has %(found)s."),
    "BrochurePageTooLarge": gettext_lazy("A page may be at most %(limit)s points long; this one has %(found)s."),
    "BrochureHasScript": gettext_lazy("The PDF has a script in it. Save it without."),
    "BrochureActs": gettext_lazy("The PDF would start something by itself (%(found)s). Save it without."),
    "BrochureHasFiles": gettext_lazy("The PDF has other files in it. Save it without."),
    "BrochureMoves": gettext_lazy("The PDF has forms, films or sounds in it (%(found)s). Save it without."),
    # videos
    "VideoBroken": gettext_lazy("The video is damaged or cut off."),
    "VideoTooManyParts": gettext_lazy("A video file may have at most %(limit)s parts; this one has %(found)s."),
    "VideoFragmented": gettext_lazy("The video is stored in fragments. Export it as one ordinary MP4."),
    "VideoExternal": gettext_lazy("The video refers to another file. Export it as one file."),
    "VideoCodec": gettext_lazy("Browsers cannot play %(found)s. Export the video as MP4 with H.264 and AAC."),
    "VideoNoPictures": gettext_lazy("There are no pictures in the video."),
    "VideoTooLong": gettext_lazy("A video may be at most %(limit)s seconds long; this one is %(found)s."),
    "VideoTooLarge": gettext_lazy("A video may be at most %(limit)s pixels wide and high; this one has %(found)s."),
    "FileTwoInOne": gettext_lazy("Another file is hidden behind the end of this one."),
    "DrawingEmpty": gettext_lazy("There is nothing to see in the drawing."),
    # any job
    "TooHardToRead": gettext_lazy("The file needs too much memory or time to be read."),
    "GaveUp": gettext_lazy("The file could not be checked in %(limit)s attempts."),
    "FileLost": gettext_lazy("The file is not there any more. Please bring it again."),
}


def sentence_of(code: str, limit: str = "", found: str = "") -> str:
    """In the language that is active now."""
    sentence = SENTENCES.get(code)
    return str(sentence) % {"limit": limit, "found": found} if sentence else _("The file cannot be used.")
