// What is presented, on the booths' screens: a mesh and a texture for each of the few that are near, made when something is on.
// Fetched with the first of them. Which ones, and where, is world/booth-screens.ts. A frame does nothing here.
import * as THREE from "three";
import type { OnScreen } from "../../world/booth-screens";
import { bytesOf, fitOf, screenShape, sizeWithin } from "./screen-shape";

const SLACK_SECONDS = 0.7;
/** With room for so many a film is drawn as it is, without a copy. */
const FILM_PIXELS = 1024 * 576;

// Colours as they are in the file: the screen gives its own light, and the hall's tone would grey it.
const VERTEX = /* glsl */ `
varying vec2 vPlace;
void main() { vPlace = uv; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }
`;
const FRAGMENT = /* glsl */ `
uniform sampler2D uPicture; uniform vec2 uFit; varying vec2 vPlace;
void main() {
	vec2 place = (vPlace - 0.5) * uFit + 0.5;
	vec3 picture = texture2D(uPicture, place).rgb;
	bool isOutside = vPlace.x < 0.0 || any(lessThan(place, vec2(0.0))) || any(greaterThan(place, vec2(1.0)));
	gl_FragColor = vec4(isOutside ? vec3(0.035) : picture, 1.0);
}
`;

interface Picture {
	readonly texture: THREE.Texture;
	readonly width: number;
	readonly height: number;
	readonly bytes: number;
	readonly film: HTMLVideoElement | null;
	end(): void;
}

async function loadPage(address: string, pixels: number, anisotropy: number): Promise<Picture> {
	const image = new Image();
	image.src = address;
	await image.decode();
	const { width, height } = sizeWithin(image.naturalWidth, image.naturalHeight, pixels);
	const bitmap = await createImageBitmap(image, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
	const texture = new THREE.Texture(bitmap);
	texture.flipY = false;
	texture.anisotropy = anisotropy;
	texture.needsUpdate = true;
	const end = () => {
		texture.dispose();
		bitmap.close();
	};
	return { texture, width, height, bytes: bytesOf({ width, height }), film: null, end };
}

/** A film's pictures drawn smaller, each as it comes; null where a browser tells of none. */
function shrink(film: HTMLVideoElement, width: number, height: number): { texture: THREE.Texture; end(): void } | null {
	const canvas = document.createElement("canvas");
	canvas.width = width;
	canvas.height = height;
	const pen = canvas.getContext("2d");
	if (!pen || !film.requestVideoFrameCallback) return null;
	const texture = new THREE.CanvasTexture(canvas);
	texture.generateMipmaps = false;
	texture.minFilter = THREE.LinearFilter;
	let request = 0;
	const draw = () => {
		pen.drawImage(film, 0, 0, width, height);
		texture.needsUpdate = true;
		request = film.requestVideoFrameCallback(draw);
	};
	draw();
	return { texture, end: () => film.cancelVideoFrameCallback(request) };
}

/** Silent: whoever stands at the booth hears the film from the page. */
async function loadFilm(address: string, pixels: number): Promise<Picture> {
	const film = document.createElement("video");
	film.muted = film.playsInline = true;
	film.preload = "auto";
	film.src = address;
	await new Promise((done, fail) => {
		film.addEventListener("loadeddata", done, { once: true });
		film.addEventListener("error", fail, { once: true });
	});
	const { videoWidth, videoHeight } = film;
	const wish = sizeWithin(videoWidth, videoHeight, pixels);
	const small = pixels < FILM_PIXELS && wish.width < videoWidth ? shrink(film, wish.width, wish.height) : null;
	const { width, height } = small ? wish : { width: videoWidth, height: videoHeight };
	const texture = small?.texture ?? new THREE.VideoTexture(film);
	texture.flipY = false;
	// A film that stands tells of no new picture.
	texture.needsUpdate = true;
	const end = () => {
		small?.end();
		film.pause();
		film.removeAttribute("src");
		film.load();
		texture.dispose();
	};
	return { texture, width, height, bytes: width * height * 4, film, end };
}

class Screen {
	readonly mesh: THREE.Mesh;
	private readonly material = new THREE.ShaderMaterial({
		uniforms: { uPicture: { value: null }, uFit: { value: new THREE.Vector2(1, 1) } },
		vertexShader: VERTEX,
		fragmentShader: FRAGMENT,
		toneMapped: false,
	});
	private picture: Picture | null = null;
	private address = "";
	private pixels = 0;
	private isDestroyed = false;

	constructor(
		private on: OnScreen,
		private readonly anisotropy: number,
	) {
		const { place } = on;
		const { positions, places, indices } = screenShape(place);
		const geometry = new THREE.BufferGeometry();
		geometry.setAttribute("position", new THREE.BufferAttribute(positions, 3));
		geometry.setAttribute("uv", new THREE.BufferAttribute(places, 2));
		geometry.setIndex(new THREE.BufferAttribute(indices, 1));
		this.mesh = new THREE.Mesh(geometry, this.material);
		this.mesh.position.set(place.x, place.y, place.z);
		this.mesh.rotation.y = place.turn;
		this.mesh.updateMatrix();
		this.mesh.matrixAutoUpdate = false;
		this.mesh.visible = false;
	}

	get bytes(): number {
		return this.picture?.bytes ?? 0;
	}

	/** The picture before stays until the next is there. */
	show(on: OnScreen, pixels: number): void {
		this.on = on;
		if (on.address === this.address && pixels === this.pixels) this.keepTime();
		else {
			this.address = on.address;
			this.pixels = pixels;
			void this.load(on, pixels);
		}
	}

	private async load({ address, isVideo }: OnScreen, pixels: number): Promise<void> {
		const isWanted = () => !this.isDestroyed && this.address === address && this.pixels === pixels;
		let picture: Picture;
		try {
			picture = await (isVideo ? loadFilm(address, pixels) : loadPage(address, pixels, this.anisotropy));
		} catch {
			// The booth's own picture is better than none; the panel says what is on.
			if (isWanted()) this.put(null);
			return;
		}
		if (isWanted()) this.put(picture);
		else picture.end();
	}

	private put(picture: Picture | null): void {
		this.picture?.end();
		this.picture = picture;
		this.mesh.visible = picture !== null;
		if (!picture) return;
		const { uPicture, uFit } = this.material.uniforms;
		uPicture.value = picture.texture;
		const { x, y } = fitOf(this.on.place.width / this.on.place.height, picture.width / picture.height);
		uFit.value.set(x, y);
		this.keepTime();
	}

	private keepTime(): void {
		const film = this.picture?.film;
		if (!film) return;
		const seconds = this.on.moment();
		if (Math.abs(film.currentTime - seconds) > SLACK_SECONDS) film.currentTime = seconds;
		if (this.on.isPlaying) void film.play().catch(() => {});
		else film.pause();
	}

	destroy(): void {
		this.isDestroyed = true;
		this.put(null);
		this.mesh.geometry.dispose();
		this.material.dispose();
	}
}

export class Screens {
	readonly group = new THREE.Group();
	private readonly screens = new Map<string, Screen>();

	constructor(private readonly anisotropy: number) {
		this.group.matrixAutoUpdate = false;
	}

	/** Shows exactly these, each with so many pixels at most. */
	show(list: readonly OnScreen[], pixels: number): void {
		for (const [booth, screen] of this.screens) {
			if (list.some((on) => on.booth === booth)) continue;
			this.group.remove(screen.mesh);
			screen.destroy();
			this.screens.delete(booth);
		}
		for (const on of list) {
			let screen = this.screens.get(on.booth);
			if (!screen) {
				screen = new Screen(on, this.anisotropy);
				this.screens.set(on.booth, screen);
				this.group.add(screen.mesh);
			}
			screen.show(on, pixels);
		}
	}

	/** How many have their picture. */
	get lit(): number {
		return this.group.children.filter(({ visible }) => visible).length;
	}

	/** Bytes of textures on the graphics card, mip levels included. */
	get bytes(): number {
		let bytes = 0;
		for (const screen of this.screens.values()) bytes += screen.bytes;
		return bytes;
	}

	destroy(): void {
		this.show([], 0);
	}
}
