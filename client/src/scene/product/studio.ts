// The studio a product stands in: soft boxes for reflections, one sun with a shadow, a floor that shows only the shadow.
import * as THREE from "three";

const SUN_STRENGTH = 1.1;
const SURROUND_STRENGTH = 0.62;
const SURROUND_TEXELS = 256;
const SHADOW_TEXELS = 1024;
const SHADOW_DARKNESS = 0.3;

/** Soft boxes round a thing at the middle: a wide one above, a bright one at the left, a dim one at the right and behind. */
function softBoxes(): { scene: THREE.Scene; destroy: () => void } {
	const scene = new THREE.Scene();
	const shape = new THREE.BoxGeometry(1, 1, 1);
	const made: THREE.Material[] = [];
	const put = (light: number, size: [number, number, number], at: [number, number, number], warmth = 0) => {
		const colour = new THREE.Color(light * (1 + warmth), light, light * (1 - warmth));
		const material = new THREE.MeshBasicMaterial({ color: colour, side: THREE.DoubleSide });
		made.push(material);
		const mesh = new THREE.Mesh(shape, material);
		mesh.scale.set(...size);
		mesh.position.set(...at);
		scene.add(mesh);
	};
	put(0.55, [20, 12, 20], [0, 0, 0]);
	put(0.4, [19, 0.1, 19], [0, -5.5, 0], 0.03);
	put(9, [6, 0.1, 6], [0, 5.6, 0]);
	put(7, [0.1, 5, 4], [-8, 1.5, 3], 0.04);
	put(3, [0.1, 6, 2], [8, 1, -2], -0.04);
	put(2.4, [5, 1.2, 0.1], [2, 2.5, -8]);
	put(3.4, [2.2, 4.5, 0.1], [-3.5, 1.5, 8]);
	return {
		scene,
		destroy: () => {
			shape.dispose();
			for (const material of made) material.dispose();
		},
	};
}

export class Studio {
	private readonly surround: THREE.WebGLRenderTarget;
	private readonly sun = new THREE.DirectionalLight(0xfff6ea, SUN_STRENGTH);
	private readonly floor = new THREE.Mesh(
		new THREE.PlaneGeometry(1, 1).rotateX(-Math.PI / 2),
		new THREE.ShadowMaterial({ opacity: SHADOW_DARKNESS }),
	);

	constructor(renderer: THREE.WebGLRenderer, scene: THREE.Scene) {
		const boxes = softBoxes();
		const filter = new THREE.PMREMGenerator(renderer);
		this.surround = filter.fromScene(boxes.scene, 0.02, 0.1, 100, { size: SURROUND_TEXELS });
		filter.dispose();
		boxes.destroy();
		scene.environment = this.surround.texture;
		scene.environmentIntensity = SURROUND_STRENGTH;
		this.sun.castShadow = true;
		this.sun.shadow.mapSize.setScalar(SHADOW_TEXELS);
		this.sun.shadow.radius = 5;
		this.floor.receiveShadow = true;
		scene.add(this.sun, this.sun.target, this.floor);
	}

	/** Light and floor for a thing in this box. */
	fit(box: THREE.Box3, radius: number): void {
		const middle = box.getCenter(new THREE.Vector3());
		this.sun.target.position.copy(middle);
		this.sun.position.set(middle.x - radius * 1.1, middle.y + radius * 3, middle.z + radius * 1.4);
		const { shadow } = this.sun;
		const reach = radius * 1.5;
		shadow.camera.left = shadow.camera.bottom = -reach;
		shadow.camera.right = shadow.camera.top = reach;
		shadow.camera.near = radius * 0.5;
		shadow.camera.far = radius * 6;
		shadow.camera.updateProjectionMatrix();
		shadow.normalBias = radius * 0.006;
		shadow.bias = -0.0006;
		this.floor.scale.setScalar(radius * 8);
		this.floor.position.set(middle.x, box.min.y - radius * 0.002, middle.z);
	}

	destroy(): void {
		this.surround.dispose();
		this.sun.dispose();
		this.floor.geometry.dispose();
		this.floor.material.dispose();
	}
}
