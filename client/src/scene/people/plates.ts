// Words over heads: name plates and speech bubbles, all of one kind in one draw from one texture of rows.
import * as THREE from "three";

const WIDTH_PIXELS = 512;
const VERTEX = /* glsl */ `
attribute vec4 anchor; // x, y, z, row
uniform vec2 size;
uniform float rows;
varying vec2 vAt;
void main() {
  vAt = vec2(uv.x, 1.0 - (anchor.w + 1.0 - uv.y) / rows);
  vec4 seen = modelViewMatrix * vec4(anchor.xyz, 1.0);
  float grow = clamp(-seen.z / 9.0, 0.8, 2.2);
  seen.xy += position.xy * size * grow;
  gl_Position = projectionMatrix * seen;
}`;
const FRAGMENT = /* glsl */ `
uniform sampler2D words;
varying vec2 vAt;
void main() {
  gl_FragColor = texture2D(words, vAt);
  if (gl_FragColor.a < 0.02) discard;
  #include <colorspace_fragment>
}`;

export interface Style {
	rows: number;
	rowPixels: number;
	/** Height of one row in metres, seen from nine metres. */
	rowMetres: number;
	lines: number;
	ink: string;
	ground: string;
}

export class Plates {
	readonly mesh: THREE.Mesh;
	private readonly canvas = document.createElement("canvas");
	private readonly pen: CanvasRenderingContext2D | null;
	private readonly texture: THREE.CanvasTexture;
	private readonly anchors: THREE.InstancedBufferAttribute;
	private readonly geometry = new THREE.InstancedBufferGeometry();
	private readonly material: THREE.ShaderMaterial;
	private readonly words: string[];

	constructor(private readonly style: Style) {
		this.canvas.width = WIDTH_PIXELS;
		this.canvas.height = style.rows * style.rowPixels;
		this.pen = this.canvas.getContext("2d");
		this.texture = new THREE.CanvasTexture(this.canvas);
		this.texture.colorSpace = THREE.SRGBColorSpace;
		this.texture.generateMipmaps = false;
		this.texture.minFilter = THREE.LinearFilter;
		this.words = new Array<string>(style.rows).fill("");
		this.anchors = new THREE.InstancedBufferAttribute(new Float32Array(style.rows * 4), 4);
		const quad = new THREE.PlaneGeometry(1, 1);
		this.geometry.index = quad.index;
		this.geometry.setAttribute("position", quad.getAttribute("position"));
		this.geometry.setAttribute("uv", quad.getAttribute("uv"));
		this.geometry.setAttribute("anchor", this.anchors);
		this.geometry.instanceCount = 0;
		const wide = (style.rowMetres * WIDTH_PIXELS) / style.rowPixels;
		this.material = new THREE.ShaderMaterial({
			vertexShader: VERTEX,
			fragmentShader: FRAGMENT,
			uniforms: {
				words: { value: this.texture },
				rows: { value: style.rows },
				size: { value: new THREE.Vector2(wide, style.rowMetres) },
			},
			transparent: true,
			depthWrite: false,
		});
		this.mesh = new THREE.Mesh(this.geometry, this.material);
		this.mesh.frustumCulled = false;
		this.mesh.renderOrder = 10;
	}

	begin(): void {
		this.geometry.instanceCount = 0;
	}

	/** Shows a row's words above a point this frame. */
	put(row: number, x: number, y: number, z: number): void {
		const at = this.geometry.instanceCount++;
		this.anchors.setXYZW(at, x, y, z, row);
	}

	end(): void {
		this.anchors.needsUpdate = true;
	}

	/** Writes words into a row; draws only when they changed. */
	write(row: number, text: string): void {
		const { pen, style } = this;
		if (!pen || this.words[row] === text) return;
		this.words[row] = text;
		const top = row * style.rowPixels;
		pen.clearRect(0, top, WIDTH_PIXELS, style.rowPixels);
		const letter = Math.floor((style.rowPixels / style.lines) * 0.6);
		pen.font = `600 ${letter}px system-ui, "Noto Sans CJK SC", sans-serif`;
		pen.textAlign = "center";
		pen.textBaseline = "middle";
		const lines = this.breakLines(pen, text);
		const step = style.rowPixels / style.lines;
		const wide = Math.min(WIDTH_PIXELS, Math.max(...lines.map((line) => pen.measureText(line).width)) + letter);
		const high = lines.length * step - 4;
		pen.fillStyle = style.ground;
		pen.beginPath();
		pen.roundRect((WIDTH_PIXELS - wide) / 2, top + style.rowPixels - high - 2, wide, high, letter * 0.3);
		pen.fill();
		pen.fillStyle = style.ink;
		lines.forEach((line, at) => {
			pen.fillText(line, WIDTH_PIXELS / 2, top + style.rowPixels - high - 2 + step * (at + 0.5), WIDTH_PIXELS - letter);
		});
		this.texture.needsUpdate = true;
	}

	destroy(): void {
		this.geometry.dispose();
		this.material.dispose();
		this.texture.dispose();
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
