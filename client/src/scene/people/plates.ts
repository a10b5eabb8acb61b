// Words over heads: name plates and speech bubbles, all of one kind in one draw from one texture of rows.
// They keep their size on the screen however near somebody stands. Who gets a plate is labels.ts.
import * as THREE from "three";
import { TextWidth } from "./text-width";

const WIDTH_PIXELS = 512;
/** Texels to a CSS pixel: sharp on dense screens. */
const DENSITY = 2;
export const PLATE_WIDTH = WIDTH_PIXELS / DENSITY;
const STRIDE = 8;
/** A name takes at most so much of the row; a longer one is written closer. */
const MOST_NAME_PIXELS = Math.floor(WIDTH_PIXELS * 0.72);
const MARK_SIZE = 0.75;
const MARK_INK = "#ffd08a";
const FONT = 'system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const VERTEX = /* glsl */ `
attribute vec4 anchor; // x, y, z, row
attribute vec4 shade; // opacity, scale
uniform vec2 size;
uniform vec2 viewport;
uniform float rows;
uniform float lift;
varying vec2 vAt;
varying float vShown;
void main() {
  vAt = vec2(uv.x, (anchor.w + 1.0 - uv.y) / rows);
  vShown = shade.x;
  gl_Position = projectionMatrix * viewMatrix * vec4(anchor.xyz, 1.0);
  vec2 pixels = vec2(position.x, position.y + 0.5) * size * shade.y + vec2(0.0, lift);
  gl_Position.xy += pixels * 2.0 / viewport * gl_Position.w;
}`;
const FRAGMENT = /* glsl */ `
uniform sampler2D words;
varying vec2 vAt;
varying float vShown;
void main() {
  gl_FragColor = texture2D(words, vAt);
  gl_FragColor.a *= vShown;
  if (gl_FragColor.a < 0.02) discard;
  #include <colorspace_fragment>
}`;

export interface Style {
	rows: number;
	/** CSS pixels of one row. */
	height: number;
	lines: number;
	ink: string;
	ground: string;
	/** CSS pixels between the point and the plate. */
	lift: number;
}

export class Plates {
	readonly mesh: THREE.Mesh;
	private readonly canvas = document.createElement("canvas");
	private readonly pen: CanvasRenderingContext2D | null;
	private readonly source: THREE.CanvasTexture;
	private readonly texture: THREE.DataTexture;
	private readonly rows: THREE.InstancedInterleavedBuffer;
	private readonly geometry = new THREE.InstancedBufferGeometry();
	private readonly material: THREE.ShaderMaterial;
	private readonly viewport = new THREE.Vector2(1, 1);
	private readonly where = new THREE.Vector3();

	/** Pixels of a letter, of a plate's round corner, and before a mark; and the fonts, all kept. */
	private readonly letter: number;
	private readonly round: number;
	private readonly gap: number;
	private readonly nameFont: string;
	private readonly markFont: string;
	private readonly wordsFont: string;
	private readonly widths: TextWidth;

	constructor(
		private readonly renderer: THREE.WebGLRenderer,
		private readonly style: Style,
	) {
		const high = style.height * DENSITY;
		this.letter = Math.floor((high / style.lines) * 0.58);
		this.round = Math.floor(this.letter * 0.42);
		this.gap = Math.floor(this.letter * 0.4);
		this.nameFont = `600 ${this.letter}px ${FONT}`;
		this.markFont = `500 ${Math.round(this.letter * MARK_SIZE)}px ${FONT}`;
		this.wordsFont = `500 ${this.letter}px ${FONT}`;
		this.canvas.width = WIDTH_PIXELS;
		this.canvas.height = high;
		// In the CPU's memory, where the upload reads it.
		this.pen = this.canvas.getContext("2d", { willReadFrequently: true });
		if (this.pen) this.pen.font = this.nameFont;
		this.widths = new TextWidth(this.letter, (letter) => this.pen?.measureText(letter).width ?? 0);
		this.source = new THREE.CanvasTexture(this.canvas);
		const texels = new Uint8Array(WIDTH_PIXELS * high * style.rows * 4);
		this.texture = new THREE.DataTexture(texels, WIDTH_PIXELS, high * style.rows);
		this.texture.colorSpace = THREE.SRGBColorSpace;
		this.texture.minFilter = this.texture.magFilter = THREE.LinearFilter;
		this.texture.needsUpdate = true;
		this.rows = new THREE.InstancedInterleavedBuffer(new Float32Array(style.rows * STRIDE), STRIDE);
		this.rows.setUsage(THREE.DynamicDrawUsage);
		const quad = new THREE.PlaneGeometry(1, 1);
		this.geometry.index = quad.index;
		this.geometry.setAttribute("position", quad.getAttribute("position"));
		this.geometry.setAttribute("uv", quad.getAttribute("uv"));
		this.geometry.setAttribute("anchor", new THREE.InterleavedBufferAttribute(this.rows, 4, 0));
		this.geometry.setAttribute("shade", new THREE.InterleavedBufferAttribute(this.rows, 4, 4));
		this.geometry.instanceCount = 0;
		this.material = new THREE.ShaderMaterial({
			vertexShader: VERTEX,
			fragmentShader: FRAGMENT,
			uniforms: {
				words: { value: this.texture },
				rows: { value: style.rows },
				lift: { value: style.lift },
				size: { value: new THREE.Vector2(PLATE_WIDTH, style.height) },
				viewport: { value: this.viewport },
			},
			transparent: true,
			depthWrite: false,
		});
		this.mesh = new THREE.Mesh(this.geometry, this.material);
		this.mesh.frustumCulled = false;
		this.mesh.matrixAutoUpdate = false;
		this.mesh.renderOrder = 10;
	}

	/** Bytes on the graphics card. */
	get bytes(): number {
		return WIDTH_PIXELS * this.style.height * DENSITY * this.style.rows * 4;
	}

	begin(viewport: THREE.Vector2): void {
		this.viewport.copy(viewport);
		this.geometry.instanceCount = 0;
	}

	/** Where in `data` the next plate's numbers begin: x, y, z, row, opacity, scale. */
	take(): number {
		return this.geometry.instanceCount++ * STRIDE;
	}

	get data(): Float32Array {
		return this.rows.array as Float32Array;
	}

	end(): void {
		this.mesh.visible = this.geometry.instanceCount > 0;
		if (this.mesh.visible) this.rows.needsUpdate = true;
	}

	/** CSS pixels that a name with its mark takes; whole ones. */
	measure(text: string, mark: string): number {
		const { letter } = this;
		const words = Math.min(this.widths.of(text), MOST_NAME_PIXELS);
		return (words + this.markWidth(mark) + letter + 1) >> 1;
	}

	/**
	 * Writes a name, and a mark beside it when there is one, into a row; `wide` is what `measure` said.
	 * Names come into view while one walks: only whole numbers and kept strings go to the pen, so that nothing is made.
	 */
	writeName(row: number, text: string, mark: string, wide: number): void {
		const { pen, letter } = this;
		if (!pen) return;
		const width = wide * DENSITY;
		const left = (WIDTH_PIXELS - width) >> 1;
		this.ground(pen, left, 0, width, this.canvas.height);
		const room = width - letter - this.markWidth(mark);
		const middle = this.canvas.height >> 1;
		pen.textAlign = "left";
		pen.fillStyle = this.style.ink;
		pen.font = this.nameFont;
		pen.fillText(text, left + (letter >> 1), middle, room);
		if (mark !== "") {
			pen.fillStyle = MARK_INK;
			pen.font = this.markFont;
			pen.fillText(mark, left + (letter >> 1) + room + this.gap, middle);
		}
		this.send(row);
	}

	/** Writes words in lines into a row; answers how many CSS pixels wide they stand. */
	write(row: number, text: string): number {
		const { pen, style } = this;
		if (!pen) return 0;
		const letter = this.letter;
		pen.font = this.wordsFont;
		const lines = this.breakLines(pen, text);
		const step = this.canvas.height / style.lines;
		const wide = Math.min(WIDTH_PIXELS, Math.max(...lines.map((line) => pen.measureText(line).width)) + letter * 1.4);
		const high = lines.length * step;
		const top = this.canvas.height - high;
		this.ground(pen, (WIDTH_PIXELS - wide) / 2, top, wide, high);
		pen.font = this.wordsFont;
		pen.textAlign = "center";
		pen.fillStyle = style.ink;
		lines.forEach((line, at) => {
			pen.fillText(line, WIDTH_PIXELS / 2, top + step * (at + 0.5), WIDTH_PIXELS - letter);
		});
		this.send(row);
		return wide / DENSITY;
	}

	destroy(): void {
		this.geometry.dispose();
		this.material.dispose();
		this.texture.dispose();
		this.source.dispose();
	}

	/** Pixels of a mark, which is written smaller, and the gap before it. */
	private markWidth(mark: string): number {
		return mark === "" ? 0 : ((this.widths.of(mark) * 3) >> 2) + this.gap;
	}

	private ground(pen: CanvasRenderingContext2D, x: number, y: number, wide: number, high: number): void {
		pen.clearRect(0, 0, WIDTH_PIXELS, this.canvas.height);
		pen.textBaseline = "middle";
		pen.fillStyle = this.style.ground;
		pen.beginPath();
		pen.roundRect(x, y + 2, wide, high - 4, this.round);
		pen.fill();
	}

	private send(row: number): void {
		this.where.set(0, row * this.canvas.height, 0);
		this.renderer.copyTextureToTexture(this.source, this.texture, null, this.where);
	}

	private breakLines(pen: CanvasRenderingContext2D, text: string): string[] {
		const lines = [""];
		for (const letter of text) {
			const line = lines[lines.length - 1] + letter;
			if (pen.measureText(line).width < WIDTH_PIXELS * 0.9) lines[lines.length - 1] = line;
			else if (lines.length < this.style.lines) lines.push(letter);
			else {
				lines[lines.length - 1] += "…";
				break;
			}
		}
		return lines;
	}
}
