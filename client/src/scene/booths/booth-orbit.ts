// A camera that turns around one booth: pure arithmetic; drawing is booth-stage.ts.

const LOWEST = 0.03;
const STEEPEST = 1.3;
const NEAREST_METRES = 2.5;
const FARTHEST_METRES = 22;
const RADIANS_PER_PIXEL = 0.008;

export class Orbit {
	/** Radians: 0 looks at the booth's front, positive from its right; pitch from above. */
	yaw = 0;
	pitch = 0;
	/** Metres to the middle of the booth. */
	distance = 0;

	constructor(
		private readonly width: number,
		private readonly depth: number,
	) {
		this.home();
	}

	/** Where one stands to see all of it. */
	home(): void {
		this.yaw = 0.42;
		this.pitch = 0.16;
		this.distance = 2.6 + 1.05 * Math.max(this.width, this.depth);
	}

	look(dx: number, dy: number): void {
		this.yaw -= dx * RADIANS_PER_PIXEL;
		this.pitch = Math.min(STEEPEST, Math.max(LOWEST, this.pitch + dy * RADIANS_PER_PIXEL));
	}

	zoom(metres: number): void {
		this.distance = Math.min(FARTHEST_METRES, Math.max(NEAREST_METRES, this.distance + metres));
	}

	/** The lens, from the booth's middle: metres to the right, up and to the front. A tall window needs to stand farther away. */
	place(aspect: number): { x: number; y: number; z: number } {
		const away = this.distance * Math.max(1, 1.1 / aspect);
		const flat = Math.cos(this.pitch) * away;
		return { x: Math.sin(this.yaw) * flat, y: Math.sin(this.pitch) * away, z: Math.cos(this.yaw) * flat };
	}
}
