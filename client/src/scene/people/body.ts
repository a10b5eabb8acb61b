// A clothed body of tapered tubes, 1.72 m high, feet at the origin, looking north (-z). How it moves is gait.ts.
import * as THREE from "three";

/** What moves together; the numbers are known to the shader in gait.ts. */
export const BONE = {
	trunk: 0,
	thighLeft: 1,
	thighRight: 2,
	shinLeft: 3,
	shinRight: 4,
	armLeft: 5,
	armRight: 6,
	forearmLeft: 7,
	forearmRight: 8,
	head: 9,
} as const;
/** Which of a person's colours a surface takes; known to the shader too. */
export const PAINT = { top: 0, bottom: 1, skin: 2, hair: 3, shirt: 4, ribbon: 5, shoe: 6 } as const;

/** One ring: height, half width, half depth, and how far its centre lies to the south, all in metres. */
type Ring = readonly [y: number, rx: number, rz: number, cz?: number];
interface Tube {
	bone: number;
	paint: number;
	x?: number;
	rings: readonly Ring[];
}

function pair(boneLeft: number, boneRight: number, paint: number, x: number, rings: readonly Ring[]): Tube[] {
	return [
		{ bone: boneLeft, paint, x: -x, rings },
		{ bone: boneRight, paint, x, rings },
	];
}

const { trunk, head } = BONE;
const TUBES: readonly Tube[] = [
	{
		bone: trunk,
		paint: PAINT.top,
		rings: [
			[0.78, 0.196, 0.148],
			[0.92, 0.194, 0.146],
			[1.08, 0.166, 0.118],
			[1.22, 0.178, 0.122],
			[1.34, 0.19, 0.122],
			[1.42, 0.168, 0.102],
			[1.46, 0.11, 0.084],
			[1.485, 0.062, 0.062],
		],
	},
	{
		bone: trunk,
		paint: PAINT.shirt,
		rings: [
			[1.2, 0.012, 0.012, -0.112],
			[1.34, 0.045, 0.014, -0.114],
			[1.45, 0.05, 0.02, -0.06],
		],
	},
	{
		bone: trunk,
		paint: PAINT.ribbon,
		rings: [
			[1.12, 0.008, 0.006, -0.122],
			[1.26, 0.012, 0.006, -0.128],
			[1.42, 0.018, 0.01, -0.09],
		],
	},
	{
		bone: trunk,
		paint: PAINT.shirt,
		rings: [
			[1.02, 0.036, 0.004, -0.124],
			[1.13, 0.036, 0.004, -0.124],
		],
	},
	{
		bone: trunk,
		paint: PAINT.skin,
		rings: [
			[1.44, 0.056, 0.056],
			[1.54, 0.05, 0.054],
		],
	},
	{
		bone: head,
		paint: PAINT.skin,
		rings: [
			[1.5, 0.03, 0.04, -0.02],
			[1.53, 0.056, 0.07, -0.012],
			[1.59, 0.073, 0.09],
			[1.65, 0.078, 0.095],
			[1.7, 0.07, 0.085],
			[1.735, 0.04, 0.05],
		],
	},
	{
		bone: head,
		paint: PAINT.skin,
		rings: [
			[1.585, 0.012, 0.012, -0.096],
			[1.62, 0.008, 0.01, -0.094],
		],
	},
	{
		bone: head,
		paint: PAINT.hair,
		rings: [
			[1.55, 0.06, 0.06, 0.035],
			[1.62, 0.082, 0.078, 0.03],
			[1.68, 0.086, 0.094, 0.014],
			[1.73, 0.072, 0.086, 0.006],
			[1.755, 0.03, 0.04, 0.004],
		],
	},
	...pair(BONE.thighLeft, BONE.thighRight, PAINT.bottom, 0.09, [
		[0.46, 0.068, 0.074],
		[0.66, 0.08, 0.092],
		[0.9, 0.092, 0.11],
	]),
	...pair(BONE.shinLeft, BONE.shinRight, PAINT.bottom, 0.09, [
		[0.07, 0.054, 0.062],
		[0.28, 0.06, 0.07],
		[0.49, 0.068, 0.074],
	]),
	...pair(BONE.shinLeft, BONE.shinRight, PAINT.shoe, 0.09, [
		[0, 0.046, 0.13, -0.05],
		[0.045, 0.046, 0.128, -0.05],
		[0.1, 0.04, 0.07, -0.01],
	]),
	...pair(BONE.armLeft, BONE.armRight, PAINT.top, 0.208, [
		[1.08, 0.042, 0.048],
		[1.22, 0.051, 0.057],
		[1.35, 0.062, 0.068],
		[1.42, 0.055, 0.062],
		[1.455, 0.03, 0.036],
	]),
	...pair(BONE.forearmLeft, BONE.forearmRight, PAINT.top, 0.208, [
		[0.87, 0.036, 0.04],
		[1.0, 0.044, 0.048],
		[1.12, 0.046, 0.051],
	]),
	...pair(BONE.forearmLeft, BONE.forearmRight, PAINT.skin, 0.208, [
		[0.75, 0.014, 0.03],
		[0.81, 0.026, 0.044],
		[0.88, 0.024, 0.032],
	]),
];

/** The body with so many corners a ring; carries `bone` and `paint` for the shader. */
export function buildBody(corners: number): THREE.BufferGeometry {
	const position: number[] = [];
	const bone: number[] = [];
	const paint: number[] = [];
	const index: number[] = [];
	const add = (tube: Tube, x: number, y: number, z: number) => {
		position.push(x + (tube.x ?? 0), y, z);
		bone.push(tube.bone);
		paint.push(tube.paint);
	};
	for (const tube of TUBES) {
		const first = position.length / 3;
		for (const [y, rx, rz, cz = 0] of tube.rings) {
			for (let corner = 0; corner < corners; corner++) {
				const turn = (corner / corners) * Math.PI * 2;
				add(tube, Math.cos(turn) * rx, y, cz + Math.sin(turn) * rz);
			}
		}
		for (let ring = 0; ring + 1 < tube.rings.length; ring++) {
			for (let corner = 0; corner < corners; corner++) {
				const a = first + ring * corners + corner;
				const b = first + ring * corners + ((corner + 1) % corners);
				index.push(a, a + corners, b, b, a + corners, b + corners);
			}
		}
		for (const end of [0, tube.rings.length - 1]) {
			const [y, , , cz = 0] = tube.rings[end];
			const middle = position.length / 3;
			add(tube, 0, y, cz);
			for (let corner = 0; corner < corners; corner++) {
				const a = first + end * corners + corner;
				const b = first + end * corners + ((corner + 1) % corners);
				if (end === 0) index.push(middle, a, b);
				else index.push(middle, b, a);
			}
		}
	}
	const body = new THREE.BufferGeometry();
	body.setAttribute("position", new THREE.Float32BufferAttribute(position, 3));
	body.setAttribute("bone", new THREE.Float32BufferAttribute(bone, 1));
	body.setAttribute("paint", new THREE.Float32BufferAttribute(paint, 1));
	body.setIndex(index);
	body.computeVertexNormals();
	return body;
}
