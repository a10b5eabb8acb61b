"""Every limit of a file in one place; docs/howto/upload-files.md lists the same, and a test compares them.

Where a figure comes from: the design notes' budgets for a hall in 3D (what a visitor's device bears in a hall of 150 booths),
and what an exhibitor's ordinary file has (a poster, a product film of three minutes, a catalogue).
"""

MB = 1_000_000  # bytes

LARGEST_BYTES = {"picture": 20 * MB, "drawing": 1 * MB, "model": 20 * MB, "brochure": 20 * MB, "video": 60 * MB}
LARGEST_REQUEST_BYTES = max(LARGEST_BYTES.values()) + MB // 10  # the form's own letters around the file

# Pictures: pixels are counted from the head of the file, before anything is unpacked.
MOST_PIXELS = 40 * MB
LONGEST_SIDE = 16_384
SHORTEST_SIDE = 16
PICTURE_SIDES = (1600, 800, 320)  # the longer side of the three levels
PICTURE_QUALITY = 82

# Drawings, as SVG
MOST_ELEMENTS = 5_000
MOST_DEPTH = 40
MOST_DRAWN_ELEMENTS = 50_000  # each as often as it is used

# Models (glTF 2.0)
MOST_JSON_BYTES = 4 * MB
MOST_JSON_DEPTH = 32
MOST_TRIANGLES = 1_000_000
MOST_VERTICES = 2_000_000
MOST_INDICES = 3 * MOST_TRIANGLES
MOST_NODES = 2_000
MOST_NODE_DEPTH = 64
MOST_PRIMITIVES = 500
MOST_MATERIALS = 64
MOST_TEXTURES = 64
MOST_ACCESSORS = 5_000
MOST_TEXTURE_PIXELS = 80 * MB
LARGEST_BOX_METRES = 100
SMALLEST_BOX_METRES = 0.001
LEVEL_TRIANGLES = (50_000, 12_000, 3_000)
LEVEL_TEXTURE_SIDES = (1024, 512, 256)
LEVEL_BYTES = (3 * MB, 3 * MB // 2, MB)
MOST_RESULT_MATERIALS = 16
MOST_PLAIN_BYTES = 8 * MB  # of a model that could not be made lighter

# Brochures, as PDF
MOST_PAGES = 100
MOST_OBJECTS = 50_000
LONGEST_PAGE_POINTS = 6_000  # 2.1 m
MOST_PAGE_BYTES = MB // 4  # of one page's picture, but for what the smallest of these has
PAGE_SIZES = ((1600, 82), (1600, 60), (1200, 50), (800, 40))  # longer side and quality, tried in turn
DRAW_SECONDS = 60  # for all pages; those left over are only in the file

# Videos, as MP4
LONGEST_VIDEO_SECONDS = 180
LONGEST_VIDEO_SIDE = 1920
MOST_VIDEO_BOXES = 5_000

# One job: what its process may take before it is ended.
JOB_SECONDS = 120
JOB_CPU_SECONDS = 100
JOB_MEMORY_BYTES = 1_500 * MB
JOB_FILE_BYTES = 100 * MB
MOST_ATTEMPTS = 3

# One exhibitor
MOST_STORED_BYTES = 300 * MB
MOST_FILES = 200
MOST_AN_HOUR = 120
LONGEST_NAME_CHARACTERS = 120
