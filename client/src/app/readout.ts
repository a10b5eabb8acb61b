// `window.yunzhan`: what browser tests and curious people may read. Nothing can be changed through it.
import type { ReadonlySignal } from "@preact/signals";
import type { Eyes, HallScene, SceneStatistics } from "../scene/hall-scene";
import type { Loading } from "../ui/desk";
import type { ConnectionState } from "../world/connection";
import type { People } from "../world/people";
import type { Self } from "../world/self";

export interface Readout {
	readonly people: number;
	readonly place: { x: number; z: number; yaw: number };
	readonly camera: { yaw: number; pitch: number; distance: number } | null;
	readonly places: { id: number; x: number; z: number; name: string; look: number }[];
	readonly connection: ConnectionState["kind"];
	readonly loading: Loading["kind"];
	readonly statistics: SceneStatistics | null;
	readonly eyes: Eyes | null;
}
declare global {
	interface Window {
		readonly yunzhan?: Readout;
	}
}

export interface Read {
	people: People;
	self: Self;
	connection: ReadonlySignal<ConnectionState>;
	loading: ReadonlySignal<Loading>;
	scene: () => HallScene | null;
}

export function showReadout({ people, self, connection, loading, scene }: Read): void {
	const readout: Readout = {
		get people() {
			return people.count;
		},
		get place() {
			return { x: self.x, z: self.z, yaw: self.yaw };
		},
		get camera() {
			const camera = scene()?.camera;
			return camera ? { yaw: camera.yaw, pitch: camera.pitch, distance: camera.distance } : null;
		},
		get places() {
			return Array.from({ length: people.count }, (_, at) => ({
				id: people.id[at],
				x: people.x[at],
				z: people.z[at],
				name: people.name[at],
				look: people.look[at],
			}));
		},
		get connection() {
			return connection.peek().kind;
		},
		get loading() {
			return loading.peek().kind;
		},
		get statistics() {
			return scene()?.statistics() ?? null;
		},
		get eyes() {
			return scene()?.eyes ?? null;
		},
	};
	Object.defineProperty(window, "yunzhan", { value: Object.freeze(readout), configurable: true });
}
