// A model as USDZ, which iOS's Quick Look reads. Loaded only on a device that has it.
import type { Object3D } from "three";
import { USDZExporter } from "three/examples/jsm/exporters/USDZExporter.js";

const LARGEST_TEXTURE = 1024;

export async function usdzOf(model: Object3D): Promise<Blob> {
	const bytes = await new USDZExporter().parseAsync(model, {
		maxTextureSize: LARGEST_TEXTURE,
		quickLookCompatible: true,
	});
	return new Blob([new Uint8Array(bytes)], { type: "model/vnd.usdz+zip" });
}
